"""Invented people in families, some of them named twice with the mistakes of real lists; who is who is known here.

The linker never sees `person`. Names follow Zipf's law (there are many Siti Aminah); brothers and sisters share a
mother, a village and often a phone; twins share the birth date too and have neighbouring NIKs; some of
their names rhyme.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from random import Random

import polars as pl

COLUMNS = ("nik", "name", "birth_date", "sex", "mother", "phone", "village")
ERRORS = {
    "nik_digit": 0.45, "nik_missing": 0.15, "nik_new": 0.05, "name_typo": 0.35, "name_nickname": 0.10,
    "name_old_spelling": 0.10, "name_word_dropped": 0.10, "birth_date": 0.20, "mother_altered": 0.25,
    "mother_blank": 0.10, "phone_changed": 0.30, "moved": 0.15,
}  # fmt: skip
"""Share of second mentions with each mistake; mistakes of one field exclude each other, fields are independent."""

_MEN = """Budi Agus Slamet Yusuf Ridwan Hasan Rahmat Joko Bambang Eko Dedi Hendra Iwan Rudi Herman Irwan Ali Umar
Ibrahim Ismail Zainal Arifin Hamdan Fauzi Rizal Syamsul Jamaludin Burhan Sulaiman Taufik Anwar Mansur Usman Saleh
Nasir Darwis Edi Feri Gunawan Firman Zulkifli Rusdi Mahmud Yakub Hidayat Asep Ujang Cecep Tatang Dadang Made Wayan
Nyoman Ketut Gede Andi Markus Yohanes Petrus Paulus Stefanus Simon Lukas Daniel Samuel Martinus Alim Basri Kasim
Djamal Roni Toni Heri Nurdin Tarmizi Yunus Idris Hamzah Jafar Latif Karim Salim Halim Amir Bakri Sabri Marwan"""
_WOMEN = """Aminah Nurhayati Fatimah Aisyah Rohani Maryam Khadijah Halimah Zainab Salamah Ramlah Hasnah Rosmini
Kartini Dewi Wati Yanti Lestari Rahayu Marlina Rina Lina Yuliana Ratna Ningsih Indah Fitri Mega Desi Erna Eni Yeni
Neneng Euis Imas Cucu Wayan Made Kadek Komang Luh Putu Maria Marta Yuliana Kristina Elisabet Agnes Veronika Rosalina
Juminah Poniyem Tukinem Ngatini Painem Warsini Sumiati Asnawati Misnawati Darlena Rukiah Masnah Jamilah Salmah
Nursiah Samsiah Upik Ijah Icah Minah Munah Rusmini Rusmiati Nurlela Nurbaiti Nuraini Zubaidah Maimunah Mardiana"""
_SECOND_MEN = """Santoso Wijaya Saputra Setiawan Hidayat Kurniawan Susanto Gunawan Prasetyo Nugroho Wibowo Utomo
Rahman Hakim Maulana Siregar Nasution Lubis Simanjuntak Hasibuan Putra Pratama Firmansyah Syahputra Effendi Alamsyah
Ramadhan Mulyadi Suryadi Purnomo Widodo Handoko Sudarma Wirawan Arta Sujana Mahendra Suparta Budiman Iskandar"""
_SECOND_WOMEN = """Lestari Rahayu Handayani Puspita Wulandari Safitri Anggraini Maharani Permata Sari Utami Astuti
Hartati Susanti Wahyuni Ningsih Kusuma Damayanti Oktavia Pertiwi Suryani Yuliani Fitriani Ramadhani Siregar Nasution
Lubis Amelia Melati Cahyani Setiawati Widiastuti Purnamasari Kartika Komalasari Sulastri Hasanah Mariani Novita"""
_BEGIN = "Su Har Mul Dar Kas Par Sar Tar Wi Sri Kar Nar Mar Pur Wir Sas Ngat Pon Jum Ru"
_END_MEN = "yono yanto narto kardi diman gito jono no man to di manto tono wito nadi sono gianto lan pan"
_END_WOMEN = "tini narti lastri minah yati ni ti yem nem sih mini wati nah inem miati hartini lasmi"
_LEADING_MEN = {"Muhammad": 9, "M.": 2, "Moh.": 2, "Ahmad": 5, "Abdul": 5, "I Made": 1, "H.": 1, "": 75}
_LEADING_WOMEN = {"Siti": 13, "Nur": 4, "Sri": 5, "Ni Luh": 1, "Dewi": 2, "Hj.": 1, "": 74}
_NICKNAMES = {
    "Muhammad": "Mamat", "Yusuf": "Ucup", "Budi": "Budi", "Bambang": "Bambang", "Slamet": "Amet", "Abdul": "Dul",
    "Agus": "Gus", "Hendra": "Hen", "Dedi": "Ded", "Kartini": "Tini", "Nurhayati": "Yati", "Ridwan": "Iwan",
}  # fmt: skip
_OLD = (("u", "oe"), ("j", "dj"), ("c", "tj"), ("y", "j"), ("Su", "Soe"), ("Y", "J"))


@dataclass(frozen=True)
class Lists:
    """`known` and `again`: id and COLUMNS. `truth`: pairs of ids (left < right) that are one person."""

    known: pl.DataFrame
    again: pl.DataFrame
    truth: pl.DataFrame

    @property
    def together(self) -> pl.DataFrame:
        """Both lists as one, to be compared with itself."""
        return pl.concat([self.known, self.again])


def invent(people: int, *, seed: int, again: float = 0.05, strangers: int = 0) -> Lists:
    """So many people, a share of whom is named `again`; `strangers` are new people on the second list."""
    rng = Random(f"people twice {seed}")
    everybody = _families(people + strangers, rng)
    named = rng.sample(range(people), round(people * again))
    copies = [_with_mistakes(everybody[number], rng) for number in named]
    new = [*copies, *everybody[people:]]
    order = list(range(len(new)))
    rng.shuffle(order)
    place = {was: now for now, was in enumerate(order)}
    truth = [(number, people + place[index]) for index, number in enumerate(named)]
    return Lists(
        _frame(everybody[:people], 0),
        _frame([new[was] for was in order], people),
        pl.DataFrame(truth, schema={"left": pl.Int64, "right": pl.Int64}, orient="row"),
    )


Person = tuple[str | None, str, date | None, str, str | None, str | None, str]


def _frame(rows: Sequence[Person], first: int) -> pl.DataFrame:
    schema = {name: pl.Date if name == "birth_date" else pl.String for name in COLUMNS}
    return pl.DataFrame(rows, schema=schema, orient="row").select(
        pl.int_range(first, first + len(rows), dtype=pl.Int64).alias("id"), pl.all()
    )


class _Names:
    """Draws names whose frequencies fall like 1/rank."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.given = {
            "L": self._ranked(_MEN.split() + [b + e for b in _BEGIN.split() for e in _END_MEN.split()]),
            "P": self._ranked(_WOMEN.split() + [b + e for b in _BEGIN.split() for e in _END_WOMEN.split()]),
        }
        self.second = {"L": self._ranked(_SECOND_MEN.split()), "P": self._ranked(_SECOND_WOMEN.split())}
        self.leading = {
            sex: (list(said), list(accumulate(said.values())))
            for sex, said in (("L", _LEADING_MEN), ("P", _LEADING_WOMEN))
        }

    @staticmethod
    def _ranked(words: list[str]) -> tuple[list[str], list[float]]:
        return words, list(accumulate(1 / (rank + 8) for rank in range(len(words))))

    def draw(self, pool: tuple[list[str], list[float]]) -> str:
        words, sums = pool
        return self.rng.choices(words, cum_weights=sums)[0]

    def full(self, sex: str, family: str = "") -> str:
        words, sums = self.leading[sex]
        said = [self.rng.choices(words, cum_weights=sums)[0], self.draw(self.given[sex])]
        chance = self.rng.random()
        if family:
            said.append(family)
        elif chance > 0.35:
            said.append(self.draw(self.second[sex]))
        if chance > 0.92:
            said.insert(2, self.draw(self.given[sex]))
        return " ".join(word for word in said if word)


class _Register:
    """Gives NIKs as a kecamatan does: birth date, and the next number of that day with gaps for who is not listed."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.last: dict[str, int] = {}

    def nik(self, district: str, born: date, sex: str) -> str:
        stem = f"{district}{born.day + 40 * (sex == 'P'):02d}{born:%m%y}"
        self.last[stem] = self.last.get(stem, 0) + 1 + int(self.rng.random() * 2)
        return f"{stem}{self.last[stem] % 10_000:04d}"


def _families(people: int, rng: Random) -> list[Person]:
    names, register = _Names(rng), _Register(rng)
    found: list[Person] = []
    while len(found) < people:
        regency = 1701 + len(found) // 100_000
        district = f"{regency}{rng.randrange(1, 16):02d}"
        village = f"{district}{2001 + rng.randrange(13)}"
        phone = _phone(rng)
        born = date(1962, 1, 1) + timedelta(days=rng.randrange(13_000))

        def member(
            sex: str, born: date, mother: str, name: str, home: tuple[str, str, str] = (district, village, phone)
        ) -> Person:
            own = home[2] if rng.random() < 0.45 else _phone(rng)
            first = home[0] if rng.random() < 0.85 else f"{home[0][:4]}{rng.randrange(1, 16):02d}"
            return register.nik(first, born, sex), name, born, sex, mother, own, home[1]

        father = names.full("L")
        wife = names.full("P")
        found.append(member("L", born, names.full("P"), father))
        if rng.random() < 0.6:
            found.append(member("P", born + timedelta(days=rng.randrange(-1500, 4000)), names.full("P"), wife))
        youngest = born + timedelta(days=rng.randrange(7000, 10_000))
        family = father.split()[-1] if rng.random() < 0.25 else ""
        for _ in range(rng.choice((0, 0, 1, 1, 2, 3))):
            sex = rng.choice("LP")
            name = names.full(sex, family)
            found.append(member(sex, youngest, wife, name))
            if rng.random() < 0.02:
                found.append(member(sex, youngest, wife, _rhyme(name, names, sex, rng)))
            youngest += timedelta(days=rng.randrange(400, 2500))
    return found[:people]


def _rhyme(name: str, names: _Names, sex: str, rng: Random) -> str:
    """The name of a twin: half of them share all but the given name's vowels, or a word."""
    words = name.split()
    if rng.random() < 0.5:
        return names.full(sex)
    if len(words) > 1 and rng.random() < 0.5:
        return " ".join([names.draw(names.given[sex]), *words[1:]])
    place = rng.randrange(len(words))
    other = words[place].translate(str.maketrans("aiueo", "iauoe")) if rng.random() < 0.5 else words[place] + "ti"
    return " ".join([*words[:place], other.capitalize(), *words[place + 1 :]])


def _phone(rng: Random) -> str:
    return f"08{rng.choice(('12', '13', '21', '22', '52', '53', '31', '38'))}{rng.randrange(10**8):08d}"


def _with_mistakes(who: Person, rng: Random) -> Person:
    nik, name, born, sex, mother, phone, village = who
    assert nik is not None
    assert born is not None
    chance = rng.random()
    if chance < ERRORS["nik_digit"]:
        nik = _digit_error(nik, rng)
    elif (chance := chance - ERRORS["nik_digit"]) < ERRORS["nik_missing"]:
        nik = None
    elif chance - ERRORS["nik_missing"] < ERRORS["nik_new"]:
        nik = f"{nik[:4]}{rng.randrange(1, 16):02d}{nik[6:12]}{rng.randrange(1, 60):04d}"
    if rng.random() < ERRORS["birth_date"]:
        born = _birth_fault(born, rng)
    chance = rng.random()
    if chance < ERRORS["mother_altered"]:
        mother = _altered(mother or "", rng)
    elif chance - ERRORS["mother_altered"] < ERRORS["mother_blank"]:
        mother = None
    if rng.random() < ERRORS["phone_changed"]:
        phone = _phone(rng)
    if rng.random() < ERRORS["moved"]:
        village = f"{village[:4]}{rng.randrange(1, 16):02d}{2001 + rng.randrange(13)}"
    return nik, _misspelt(name, rng), born, sex, mother, phone, village


def _digit_error(nik: str, rng: Random) -> str:
    place = rng.randrange(16)
    if rng.random() < 0.3 and place < 15 and nik[place] != nik[place + 1]:
        return nik[:place] + nik[place + 1] + nik[place] + nik[place + 2 :]
    return nik[:place] + rng.choice([digit for digit in "0123456789" if digit != nik[place]]) + nik[place + 1 :]


def _birth_fault(born: date, rng: Random) -> date:
    chance = rng.random()
    if chance < 0.4 and born.day <= 12 and born.day != born.month:
        return date(born.year, born.day, born.month)
    if chance < 0.55:
        return date(born.year, rng.choice((1, 7)), 1)
    if chance < 0.75:
        return date(born.year + rng.choice((-10, -1, 1, 2, 10)), born.month, min(born.day, 28))
    if chance < 0.9:
        return date(born.year, born.month, rng.randrange(1, 29))
    return date(born.year, rng.randrange(1, 13), min(born.day, 28))


def _misspelt(name: str, rng: Random) -> str:
    chance = rng.random()
    if chance < ERRORS["name_typo"]:
        return _typo(name, rng)
    if (chance := chance - ERRORS["name_typo"]) < ERRORS["name_nickname"]:
        return _nickname(name, rng)
    if (chance := chance - ERRORS["name_nickname"]) < ERRORS["name_old_spelling"]:
        return _old_spelling(name, rng)
    if chance - ERRORS["name_old_spelling"] < ERRORS["name_word_dropped"]:
        return _without_a_word(name, rng)
    return name


def _altered(name: str, rng: Random) -> str:
    return rng.choice((_typo, _typo, _nickname, _old_spelling, _without_a_word))(name, rng)


def _typo(name: str, rng: Random) -> str:
    for _ in range(2 if rng.random() < 0.15 else 1):
        place = rng.randrange(1, len(name))
        kind = rng.randrange(4)
        letter = rng.choice("aeiounrstlkmhdy")
        if kind == 0:
            name = name[:place] + letter + name[place + 1 :]
        elif kind == 1 and len(name) > 4:
            name = name[:place] + name[place + 1 :]
        elif kind == 2:
            name = name[:place] + letter + name[place:]
        elif place + 1 < len(name):
            name = name[:place] + name[place + 1] + name[place] + name[place + 2 :]
    return name


def _nickname(name: str, rng: Random) -> str:
    words = name.split()
    place = max(range(len(words)), key=lambda at: len(words[at]))
    word = words[place]
    if word in _NICKNAMES and rng.random() < 0.5:
        short = _NICKNAMES[word]
    elif rng.random() < 0.7:
        short = word[-4:].capitalize() if len(word) > 5 else word[-3:].capitalize()
    else:
        short = word[: max(3, len(word) // 2)]
    if rng.random() < 0.5:
        return short if len(words) == 1 or rng.random() < 0.4 else " ".join([*words[:place], short])
    return " ".join([*words[:place], short, *words[place + 1 :]])


def _old_spelling(name: str, rng: Random) -> str:
    changes = [(new, old) for new, old in _OLD if new in name]
    if not changes:
        return name.upper()
    new, old = rng.choice(changes)
    return name.replace(new, old)


def _without_a_word(name: str, rng: Random) -> str:
    words = name.split()
    if len(words) == 1:
        return name
    del words[rng.randrange(len(words))]
    return " ".join(words)
