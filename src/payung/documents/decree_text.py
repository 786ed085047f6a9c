"""What a decree says: issuer, considerations, legal basis, diktums, signature; the words before any layout."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from payung.documents import citations
from payung.kernel import dates, month, rupiah, terbilang

ORDINALS = (
    "KESATU", "KEDUA", "KETIGA", "KEEMPAT", "KELIMA", "KEENAM", "KETUJUH", "KEDELAPAN", "KESEMBILAN", "KESEPULUH",
    "KESEBELAS", "KEDUA BELAS", "KETIGA BELAS", "KEEMPAT BELAS", "KELIMA BELAS",
)  # fmt: skip
INSURANCE_NAMES = {
    "JKK": "Jaminan Kecelakaan Kerja",
    "JKM": "Jaminan Kematian",
    "JHT": "Jaminan Hari Tua",
    "JP": "Jaminan Pensiun",
}


@dataclass(frozen=True)
class Issuer:
    """Who decides and signs. The heading carries emblem and title, never an agency's letterhead."""

    title: str  # "Bupati Kaur", "Wali Kota Pontianak", "Gubernur Kalimantan Barat", "Kepala Desa Linau"
    region: str  # "Kabupaten Kaur"
    decree: str = "Keputusan Bupati"  # the kind, as the text refers to itself
    province: str | None = None  # "Provinsi Bengkulu"; None for a governor
    place: str = "........................"  # seat of government: "Bintuhan"
    signer: str | None = None  # name only, no NIP; None prints NAMA BUPATI
    emblem: Path | None = None  # an SVG; None prints an honest placeholder

    @property
    def office(self) -> str:
        """The office without its place: "Bupati"."""
        return self.decree.removeprefix("Keputusan ").strip() or self.title

    @property
    def full_decree(self) -> str:
        return f"Keputusan {self.title}"

    @property
    def government(self) -> str:
        """ "Pemerintah Kabupaten Kaur"."""
        return f"Pemerintah {self.region}"


@dataclass(frozen=True)
class Funding:
    """One source of money as the decree names it; `amount` whole rupiah, None when it carries all."""

    name: str  # "Anggaran Pendapatan dan Belanja Daerah Kabupaten Kaur Tahun Anggaran 2024"
    short: str  # "APBD Kab. Kaur TA 2024"
    amount: int | None = None


@dataclass(frozen=True)
class Tariff:
    """People insured on the same terms; `parts` rupiah a month that others pay, `own` what they pay themselves."""

    group: str  # "Lembaga desa"; "" where the programme has but one
    segment: str
    insurance: tuple[str, ...]
    people: int
    parts: dict[str, int]
    own: dict[str, int]
    start: date
    months: int
    total: int  # of these people over all months, without what they pay themselves


@dataclass(frozen=True)
class Diktum:
    """One decision; `points` are printed a., b., c. below the text."""

    text: str
    points: tuple[str, ...] = ()


@dataclass(frozen=True)
class DecreeText:
    """Everything a decree prints besides the list itself. Money in whole rupiah; `start` is a first of month."""

    issuer: Issuer
    subject: str  # "Penetapan Penerima Bantuan Iuran ... Tahun 2024", as typed in a sentence
    year: int
    people: int
    parts: dict[str, int]  # insurance -> rupiah per person and month, in the order to print
    start: date
    months: int
    total: int
    fundings: tuple[Funding, ...]
    considerations: tuple[str, ...]
    legal_basis: tuple[str, ...]
    attention: tuple[str, ...]
    diktums: tuple[Diktum, ...]
    list_sha256: str
    list_salt: str  # office copy only; never printed in a masked version
    as_of: date  # the page date: from the programme, never from the clock
    number: str | None = None  # None: dotted line and the mark RANCANGAN
    signed_on: date | None = None
    copies: tuple[str, ...] = ()  # Tembusan
    initials: tuple[str, ...] = ("Sekretaris Daerah", "Asisten", "Kepala Dinas", "Kepala Bagian Hukum")
    objections_until: date | None = None
    contact: str | None = None  # where people may object besides the village office
    link: str | None = None  # address behind the QR; None: the QR carries decree and hash only
    is_uniform: bool = True  # everybody on the same terms: one tariff says all
    is_one_period: bool = True  # else `start` and `months` reach from the first month of anybody to the last

    @property
    def tariff(self) -> int:
        return sum(self.parts.values())

    @property
    def is_draft(self) -> bool:
        return self.number is None or self.signed_on is None

    @property
    def end(self) -> date:
        """Last day of protection."""
        return month.add(self.start, self.months) - timedelta(days=1)

    @property
    def period(self) -> str:
        return period(self.start, self.months)

    @property
    def programmes(self) -> str:
        """ "JKK dan JKM"."""
        return joined(tuple(self.parts))


@dataclass(frozen=True)
class Figures:
    """The numbers a standard decree is written from."""

    people: int
    parts: dict[str, int]
    start: date
    months: int
    total: int
    list_sha256: str
    list_salt: str
    tariffs: tuple[Tariff, ...] = ()  # more than one, or shares paid by participants: said one by one
    periods: tuple[Tariff, ...] = ()  # same tariff but not the same months: said one by one
    has_kelurahan: bool = True

    @property
    def is_one_period(self) -> bool:
        return len({(line.start, line.months) for line in (*self.periods, *self.tariffs)}) <= 1

    @property
    def is_uniform(self) -> bool:
        return not self.tariffs


def joined(words: tuple[str, ...] | list[str]) -> str:
    """Join as Indonesian does.

    >>> joined(["JKK", "JKM", "JHT"])
    'JKK, JKM, dan JHT'
    """
    words = list(words)
    if len(words) < 3:
        return " dan ".join(words)
    return ", ".join(words[:-1]) + ", dan " + words[-1]


def period(start: date, months: int) -> str:
    """Protected days in short: "1–31 Desember 2024", "1 Oktober–31 Desember 2024"."""
    end = month.add(start, months) - timedelta(days=1)
    if months == 1:
        return f"1–{end.day} {month.name(start)}"
    if start.year == end.year:
        return f"1 {month.name(start).split()[0]}–{dates.long(end)}"
    return f"{dates.long(start)}–{dates.long(end)}"


def money(amount: int) -> str:
    """ "Rp 16.800 (enam belas ribu delapan ratus rupiah)"."""
    return f"{rupiah.format(amount)} ({terbilang.words(amount)} rupiah)"


def number(value: int) -> str:
    """ "7.100 (tujuh ribu seratus)"."""
    return f"{value:,}".replace(",", ".") + f" ({terbilang.words(value)})"


def subject(parts: dict[str, int], region: str, year: int, who: str = "Pekerja Rentan") -> str:
    """The usual title of a decree that fixes who is subsidised."""
    insured = joined([INSURANCE_NAMES[name] for name in parts])
    return f"Penetapan Penerima Bantuan Iuran {insured} bagi {who} di {region} Tahun {year}"


def standard(
    *,
    issuer: Issuer,
    figures: Figures,
    year: int,
    fundings: tuple[Funding, ...],
    mengingat: list[str],
    memperhatikan: list[str],
    as_of: date,
    minutes: str | None = None,
    agency: str | None = None,
    number_: str | None = None,
    signed_on: date | None = None,
    copies: tuple[str, ...] = (),
    objections_until: date | None = None,
    contact: str | None = None,
    link: str | None = None,
    title: str | None = None,
) -> DecreeText:
    """Write the standard decree: short citations ("UU 40/2004") are expanded and put in order of rank, then year.

    `minutes` names the record of verification ("Berita Acara Nomor ... tanggal ..."), `agency` who carries it out.
    """
    what = title or subject(figures.parts, issuer.region, year)
    return DecreeText(
        issuer=issuer,
        subject=what,
        year=year,
        people=figures.people,
        parts=figures.parts,
        start=figures.start,
        months=figures.months,
        total=figures.total,
        fundings=fundings,
        considerations=_considerations(issuer, what, minutes, figures.has_kelurahan),
        legal_basis=tuple(citations.expand(mengingat, ranked=True)),
        attention=tuple(citations.expand(memperhatikan, ranked=False)),
        diktums=_diktums(issuer, figures, fundings, agency),
        is_uniform=figures.is_uniform,
        is_one_period=figures.is_one_period,
        list_sha256=figures.list_sha256,
        list_salt=figures.list_salt,
        as_of=as_of,
        number=number_,
        signed_on=signed_on,
        copies=copies,
        objections_until=objections_until,
        contact=contact,
        link=link,
    )


def _considerations(issuer: Issuer, what: str, minutes: str | None, has_kelurahan: bool) -> tuple[str, ...]:
    record = f" sebagaimana dimuat dalam {minutes}" if minutes else ""
    origin = "musyawarah desa dan kelurahan" if has_kelurahan else "musyawarah desa"
    return (
        f"bahwa banyak warga {issuer.region} bekerja dengan penghasilan kecil dan tidak tetap, sehingga "
        "kecelakaan kerja atau kematian pencari nafkah mudah menjatuhkan keluarganya ke dalam kemiskinan dan iuran "
        "jaminan sosialnya perlu dibantu;",
        f"bahwa nama calon penerima bantuan iuran diusulkan melalui {origin} dan telah diperiksa{record};",
        "bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a dan huruf b, perlu menetapkan "
        f"{issuer.decree} tentang {what};",
    )


def _diktums(
    issuer: Issuer, figures: Figures, fundings: tuple[Funding, ...], agency: str | None
) -> tuple[Diktum, ...]:
    this = f"{issuer.decree} ini"
    given = _given_alike(this, figures) if figures.is_uniform else _given_apart(this, figures)
    return (
        *given,
        _payers(this, fundings),
        Diktum(
            "Penerima yang meninggal dunia, pindah ke luar daerah, menjadi pekerja penerima upah, atau tidak lagi "
            "memenuhi syarat diganti dari daftar cadangan menurut urutannya, dan penggantian itu ditetapkan dengan "
            f"{issuer.decree} tentang perubahan atas {this}."
        ),
        Diktum(
            f"{agency or 'Kepala perangkat daerah yang membidangi ketenagakerjaan'} melaksanakan {this} dan "
            f"melaporkan pelaksanaannya kepada {issuer.office}."
        ),
        Diktum(
            "Data pribadi dalam Lampiran hanya dipakai untuk pelaksanaan bantuan iuran ini; kepada masyarakat "
            "diumumkan daftar yang nama dan NIK-nya disamarkan."
        ),
        Diktum(f"{this} mulai berlaku pada tanggal ditetapkan."),
    )


def _given_alike(this: str, figures: Figures) -> tuple[Diktum, ...]:
    """Who gets how much for how long, where everybody gets the same."""
    insured = joined([INSURANCE_NAMES[name] for name in figures.parts])
    tariff = sum(figures.parts.values())
    parts = tuple(f"iuran {INSURANCE_NAMES[name]} sebesar {money(amount)}" for name, amount in figures.parts.items())
    last = month.add(figures.start, figures.months) - timedelta(days=1)
    span = f"bulan {month.name(figures.start)}"
    if figures.months > 1:
        span += f" sampai dengan bulan {month.name(month.add(figures.start, figures.months - 1))}"
    return (
        Diktum(
            f"Menetapkan {number(figures.people)} orang pekerja rentan sebagai penerima bantuan iuran {insured}, "
            f"dengan nama dan alamat sebagaimana tercantum dalam Lampiran yang merupakan bagian tidak terpisahkan "
            f"dari {this}."
        ),
        Diktum(
            "Bantuan iuran bagi setiap orang sebagaimana dimaksud dalam diktum KESATU sebesar "
            f"{money(tariff)} setiap bulan" + (", terdiri atas:" if len(parts) > 1 else f" untuk {insured}."),
            pointed(parts) if len(parts) > 1 else (),
        ),
        _periods(figures)
        if len(figures.periods) > 1
        else Diktum(
            f"Bantuan iuran diberikan selama {number(figures.months)} bulan, yaitu {span}, untuk perlindungan sejak "
            f"tanggal {dates.long(figures.start)} sampai dengan tanggal {dates.long(last)}, dengan jumlah seluruhnya "
            f"{money(figures.total)}."
        ),
    )


def _periods(figures: Figures) -> Diktum:
    """How long, where not everybody starts in the same month."""
    points = []
    for line in figures.periods:
        last = month.add(line.start, line.months) - timedelta(days=1)
        points.append(
            f"selama {number(line.months)} bulan bagi {number(line.people)} orang, untuk perlindungan sejak tanggal "
            f"{dates.long(line.start)} sampai dengan tanggal {dates.long(last)}, berjumlah {money(line.total)}"
        )
    return _listed(f"Bantuan iuran berjumlah seluruhnya {money(figures.total)}, diberikan", points)


def _given_apart(this: str, figures: Figures) -> tuple[Diktum, ...]:
    """Who gets how much for how long, group by group, and what participants pay themselves."""
    names = named(figures.tariffs)
    segments = {"PU": "peserta penerima upah (PU)", "BPU": "peserta bukan penerima upah (BPU)"}
    who, how_much, how_long = [], [], []
    for name, tariff in zip(names, figures.tariffs, strict=True):
        insured = joined([f"{INSURANCE_NAMES[each]} ({each})" for each in tariff.insurance])
        who.append(f"{number(tariff.people)} orang {name} sebagai {segments[tariff.segment]}, untuk {insured}")
        parts = [f"iuran {each} sebesar {rupiah.format(amount)}" for each, amount in tariff.parts.items()]
        own = [f"iuran {each} sebesar {rupiah.format(amount)}" for each, amount in tariff.own.items()]
        paid = f", sedangkan {joined(own)} dibayar oleh peserta sendiri" if own else ""
        how_much.append(
            f"{money(sum(tariff.parts.values()))} bagi {name}, terdiri atas {joined(parts)}{paid}"
            if parts
            else f"nihil bagi {name}{paid}"
        )
        last = month.add(tariff.start, tariff.months) - timedelta(days=1)
        how_long.append(
            f"selama {number(tariff.months)} bulan bagi {name}, untuk perlindungan sejak tanggal "
            f"{dates.long(tariff.start)} sampai dengan tanggal {dates.long(last)}, berjumlah {money(tariff.total)}"
        )
    enclosed = (
        f"dengan nama dan alamat sebagaimana tercantum dalam Lampiran yang merupakan bagian tidak terpisahkan "
        f"dari {this}"
    )
    fixed = f"Menetapkan {number(figures.people)} orang sebagai penerima bantuan iuran, {enclosed}"
    each = "Bantuan iuran bagi setiap orang sebagaimana dimaksud dalam diktum KESATU setiap bulan sebesar"
    whole = f"Bantuan iuran berjumlah seluruhnya {money(figures.total)}, diberikan"
    return (_listed(f"{fixed}, terdiri atas", who), _listed(each, how_much), _listed(whole, how_long))


def _listed(lead: str, points: list[str]) -> Diktum:
    """One point ends the sentence; several stand below it."""
    if len(points) == 1:
        return Diktum(f"{lead} {points[0]}.")
    return Diktum(f"{lead}:", pointed(tuple(points)))


def named(tariffs: tuple[Tariff, ...]) -> list[str]:
    """What tells each line of terms from the others: the group, then what only some of it have."""
    found = []
    for tariff in tariffs:
        same = [other for other in tariffs if other.group == tariff.group]
        name = tariff.group or "pekerja rentan"
        if len({other.insurance for other in same}) > 1:
            name += f" dengan {joined(list(tariff.insurance))}"
        if len({(other.start, other.months) for other in same}) > 1:
            name += f" mulai {month.name(tariff.start)}"
        found.append(name)
    return found


def _payers(this: str, fundings: tuple[Funding, ...]) -> Diktum:
    lead = f"Biaya yang timbul akibat ditetapkannya {this} dibebankan pada"
    if len(fundings) == 1:
        return Diktum(f"{lead} {fundings[0].name}.")
    points = tuple(f.name + (f" sebesar {money(f.amount)}" if f.amount is not None else "") for f in fundings)
    return Diktum(f"{lead}:", pointed(points))


def pointed(texts: tuple[str, ...]) -> tuple[str, ...]:
    """End each point as a decree does: `;`, `; dan`, `.`."""
    closing = [";"] * (len(texts) - 2) + ["; dan", "."]
    return tuple(text + end for text, end in zip(texts, closing[-len(texts) :], strict=True))
