"""The columns of a roster template: what may stand in a cell, and what a row says about itself while it is typed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

SEXES = ("L", "P")
SEGMENTS = ("BPU", "PU")
DISABILITIES = ("Tidak", "Fisik", "Intelektual", "Mental", "Sensorik", "Ganda")
RELATIONS = (
    "Kepala keluarga", "Suami", "Istri", "Anak", "Menantu", "Cucu", "Orang tua", "Mertua", "Famili lain",
    "Pembantu", "Lainnya",
)  # fmt: skip
READY = "Siap"
LOOK = "Periksa"


@dataclass(frozen=True)
class Entry:
    """One column to be filled: `hint` shows when a cell is chosen, `refusal` when its content is not accepted.

    `accepts` is a formula about `{cell}` and its whole column `{all}`; `choices` is a list, or the name of a range.
    A refusal that is not `strict` may be overruled by the person who types. A `filled` column holds that text in
    every row and is locked.
    """

    name: str
    heading: str
    width: float
    hint: str
    refusal: str = ""
    accepts: str = ""
    choices: Sequence[str] | str = ()
    strict: bool = True
    required: bool = False
    filled: str = ""

    @property
    def title(self) -> str:
        """The heading with the mark of what must be filled."""
        return f"{self.heading} *" if self.required else self.heading


_ROWS = "ROW($1:$16)"  # a rule of what a cell accepts may hold no list of numbers
_NUMBERS = "{1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16}"  # and a formula in a cell should not refer to its own row


def _digits(cell: str, places: str = _ROWS) -> str:
    """Whether 16 digits stand in a cell: sign by sign, because a number would keep only 15 of them."""
    return f"AND(LEN({cell})=16,SUMPRODUCT(--ISNUMBER(--MID({cell},{places},1)))=16)"


def _day(cell: str) -> str:
    return f"DATE(RIGHT({cell},4),MID({cell},4,2),LEFT({cell},2))"


_DATE = (
    'AND(LEN({cell})=10,MID({cell},3,1)="-",MID({cell},6,1)="-",--RIGHT({cell},4)>1899,--MID({cell},4,2)>0,'
    "--MID({cell},4,2)<13,DAY(" + _day("{cell}") + ")=--LEFT({cell},2))"
)


def entries(
    occupations: str, villages: str | None = None, agency: str = "", *, asks_segment: bool = False
) -> list[Entry]:
    """The columns in their order.

    `occupations` names the range that lists them; `villages` that of the villages, for a sender whose people live
    in several; `agency` is the name of a sender that is an agency, so that it stays with each row;
    `asks_segment` where seats or terms differ between BPU and PU.
    """
    placed = [
        Entry("village", "Desa/Kelurahan", 24, "Tempat tinggal menurut KTP-el; pilih dari daftar.",
              "Desa atau kelurahan ini tidak ada pada daftar. Pilih dari daftar, yang memuat juga kodenya.",
              choices=villages, required=True),
    ] if villages else []  # fmt: skip
    return [
        Entry("nik", "NIK", 19, "16 angka dari KTP-el, tanpa titik dan tanpa spasi.",
              "NIK terdiri atas 16 angka dan belum boleh ada di baris lain. Cocokkan dengan KTP-el.",
              f"AND({_digits('{cell}')},SUMPRODUCT(--({{all}}={{cell}}))=1)", required=True),
        Entry("kk", "No. KK", 19, "16 angka dari Kartu Keluarga; boleh sama untuk anggota satu keluarga.",
              "Nomor KK terdiri atas 16 angka. Cocokkan dengan Kartu Keluarga.", _digits("{cell}"), required=True),
        Entry("name", "Nama sesuai KTP", 28, "Seperti pada KTP-el, tanpa sebutan Bapak, Ibu, atau almarhum.",
              "Nama terlalu pendek. Tulis seperti pada KTP-el.", "LEN(TRIM({cell}))>1", required=True),
        Entry("sex", "L/P", 6, "L untuk laki-laki, P untuk perempuan.", "Pilih L atau P.", choices=SEXES,
              required=True),
        Entry("birth_place", "Tempat lahir", 15, "Seperti pada KTP-el."),
        Entry("birth_date", "Tanggal lahir", 13, "Tanggal-bulan-tahun, misalnya 12-08-1980.",
              "Tulis tanggal-bulan-tahun dengan dua tanda hubung, misalnya 12-08-1980.", _DATE, required=True),
        Entry("occupation", "Pekerjaan", 24, "Pekerjaan sehari-hari; pilih dari daftar.",
              "Pekerjaan ini tidak ada pada daftar. Pakai hanya bila memang itu pekerjaannya.",
              choices=occupations, strict=False, required=True),
        *([Entry("segment", "Segmen", 9, "BPU: bekerja sendiri. PU: menerima upah dari pemberi kerja.",
                 "Pilih BPU atau PU.", choices=SEGMENTS, required=True)] if asks_segment else []),
        *placed,
        Entry("address", "Alamat", 24, "Jalan atau nama tempat, seperti pada KTP-el."),
        Entry("hamlet", "Dusun", 14, "Dusun atau lingkungan."),
        Entry("rt", "RT", 6, "Tiga angka, misalnya 001."),
        Entry("rw", "RW", 6, "Tiga angka, misalnya 001."),
        Entry("phone", "No. HP", 16, "Satu nomor yang dimulai dengan 0; boleh milik keluarga serumah.",
              "Tulis satu nomor yang dimulai dengan 0, misalnya 085200000123.",
              'AND(LEFT({cell},1)="0",LEN({cell})>8,LEN({cell})<17)', strict=False),
        Entry("mother", "Nama ibu kandung", 22, "Seperti pada Kartu Keluarga."),
        Entry("relation", "Hubungan keluarga", 17, "Kedudukannya dalam Kartu Keluarga.", "Pilih dari daftar.",
              choices=RELATIONS),
        Entry("disability", "Disabilitas", 13, "Pilih ragamnya, atau Tidak.", "Pilih dari daftar.",
              choices=DISABILITIES),
        *([Entry("agency", "Instansi pengusul", 26, "Sudah terisi.", filled=agency)] if agency else []),
    ]  # fmt: skip


def self_check(
    cells: dict[str, str], columns: dict[str, str], occupations: str, start: date, min_age: int, age_limit: int
) -> str:
    """The formula that says of one row what to mend first, "" of an empty one and `READY` of a good one.

    `cells` and `columns` give each field's cell in the row ($B7) and its cells in all rows ($B$7:$B$51). Sentences
    begin with the heading that they are about, and with `LOOK` where the row may be right all the same. The limits
    of age are those of `start`: from `min_age`, and younger than `age_limit`.
    """
    nik, kk, birth, sex, work = (cells[field] for field in ("nik", "kk", "birth_date", "sex", "occupation"))
    day_in_nik = f"MID({nik},7,2)"
    first_day = f"DATE({start.year},{start.month},{start.day})"
    age = f'DATEDIF({_day(birth)},{first_day},"Y")'
    said = [
        (f'{nik}=""', '"NIK belum diisi"'),
        (f"ISNUMBER({nik})", '"NIK tersimpan sebagai angka; ketik ulang"'),
        (f"LEN({nik})<>16", f'"NIK "&LEN({nik})&" tanda, seharusnya 16 angka"'),
        (f"NOT({_digits(nik, _NUMBERS)})", '"NIK hanya boleh berisi angka"'),
        (f"SUMPRODUCT(--({columns['nik']}={nik}))>1", '"NIK ini tertulis dua kali"'),
        (f"NOT({_digits(kk, _NUMBERS)})", '"No. KK belum 16 angka"'),
        (f"{kk}={nik}", '"No. KK sama dengan NIK"'),
        (f"LEN(TRIM({cells['name']}))<2", '"Nama belum diisi"'),
        (f'AND({sex}<>"L",{sex}<>"P")', '"L/P belum dipilih"'),
        (f"NOT(IFERROR({_DATE.format(cell=birth)},FALSE))", '"Tanggal lahir belum benar; tulis seperti 12-08-1980"'),
        (f'{work}=""', '"Pekerjaan belum dipilih"'),
        *([(f'{cells["segment"]}=""', '"Segmen belum dipilih"')] if "segment" in cells else []),
        *([(f'{cells["village"]}=""', '"Desa/Kelurahan belum dipilih"')] if "village" in cells else []),
        (f"{_day(birth)}>{first_day}", '"Tanggal lahir belum terjadi"'),
        (f"{age}<{min_age}", f'"{LOOK} umur: "&{age}&" tahun, paling muda {min_age}"'),
        (f"{age}>={age_limit}", f'"{LOOK} umur: "&{age}&" tahun, harus di bawah {age_limit}"'),
        (f'({day_in_nik}>"40")<>({sex}="P")', f'"{LOOK} L/P: NIK menunjukkan lain"'),
        (f"OR(MOD({day_in_nik},40)<>--LEFT({birth},2),MID({nik},9,2)<>MID({birth},4,2),"
         f"MID({nik},11,2)<>RIGHT({birth},2))", f'"{LOOK} tanggal lahir: NIK menunjukkan lain"'),
        (f"ISNA(MATCH({work},{occupations},0))", f'"{LOOK} pekerjaan: tidak ada pada daftar"'),
    ]  # fmt: skip
    row = ",".join(cells.values())
    formula = f'"{READY}"'
    for condition, sentence in reversed(said):
        formula = f"IF({condition},{sentence},{formula})"
    return f'=IF(COUNTA({row})=0,"",{formula})'
