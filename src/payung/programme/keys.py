"""The kinds of values a programme file may hold, each refused in a sentence where it is written wrongly."""

import re
import unicodedata
from datetime import date
from typing import Annotated, Any, Literal

import polars as pl
from pydantic import AfterValidator, BeforeValidator, Field

from payung.kernel import region_code
from payung.law import occupations

Insurance = Literal["JKK", "JKM", "JHT", "JP"]
Payable = Literal["JKK", "JKM", "JHT", "JP", "JHT-worker", "JP-worker"]
"""What a source can pay: a whole insurance, or of a PU participant's JHT and JP the worker's share alone."""
Segment = Literal["BPU", "PU"]
Source = Literal["APBN", "APBD", "APBDES", "ADD", "DD", "DBH", "CSR", "self"]
Assumable = Literal["alive", "resident", "working", "wage_earner", "civil_servant", "covered_elsewhere"]
QuotaBy = Literal["village", "district", "agency", "occupation", "segment"]
PublishedFigure = Literal[
    "people",
    "villages",
    "months",
    "monthly_contribution",
    "total_contribution",
    "contributions_paid",
    "benefits_paid",
]
ReferenceKind = Literal["deceased", "insured_elsewhere", "civil_servants", "decile", "other_payers"]
VILLAGES = "villages"
"""The owner of a funding line that stands for a line of each village; see `programme.village_lines`."""
RUPIAH_LIMIT = 10**15
MOST_SEATS = 100_000_000
LONGEST_TEXT = 2_000
PREFERENCE_FIELDS = ("decile", "disability", "head_of_family", "age", "continued")


def _code(value: Any) -> str:
    """A region code as people write it ("17.04", 1704012001) as 10 digits without dots."""
    if value is None:
        raise ValueError('tulis kode wilayah di antara tanda kutip, misalnya "17.04"')
    return region_code.parse(str(value))


def _month(value: Any) -> date:
    """The first day of a month written YYYY-MM."""
    found = re.fullmatch(r"(\d{4})-(\d{2})", str(value).strip())
    if not found or not 1 <= int(found[2]) <= 12 or not 2000 <= int(found[1]) <= 2100:
        raise ValueError("tulis bulan sebagai TAHUN-BULAN, misalnya 2024-12")
    return date(int(found[1]), int(found[2]), 1)


def _day(value: Any) -> Any:
    """A day written YYYY-MM-DD; anything else is no day, also what pydantic would take for seconds since 1970."""
    try:
        return value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError:
        raise ValueError("tulis tanggal yang ada dalam kalender, TAHUN-BULAN-HARI, misalnya 2024-11-20") from None


def _occupation(value: Any) -> str:
    """An ecosystem, or the code of an occupation written as code or in words."""
    if value is None:
        raise ValueError("tulis kode atau nama pekerjaan; yang ini kosong")
    written = str(value).strip()
    if written in occupations.ECOSYSTEMS:
        return written
    code = occupations.classify(pl.Series([written], dtype=pl.String))["code"][0]
    if code is None:
        raise ValueError(
            f"pekerjaan “{written}” tidak dikenal; pakai kode pekerjaan, atau ekosistem: "
            f"{', '.join(occupations.ECOSYSTEMS)}"
        )
    return str(code)


def _kind_of_work(value: Any) -> str:
    """As `_occupation`, or a class of occupations such as honorarium."""
    if value is None:
        return _occupation(value)
    written = str(value).strip()
    if written in occupations.CLASSES:
        return written
    try:
        return _occupation(written)
    except ValueError as refused:
        raise ValueError(f"{refused}; atau golongan: {', '.join(occupations.CLASSES)}") from None


def _text(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _one_line(value: str) -> str:
    if not value.strip() or "\n" in value:
        raise ValueError("isi satu baris teks, tidak boleh kosong")
    if any(unicodedata.category(sign) in ("Cc", "Cs") for sign in value):
        raise ValueError("teks ini memuat tanda yang tidak dapat dicetak; tulis ulang tanpa salin-tempel")
    if len(value) > LONGEST_TEXT:
        raise ValueError(f"teks ini lebih dari {LONGEST_TEXT} huruf; persingkat")
    return value


def _slug(value: str) -> str:
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{1,61}[a-z0-9]", value):
        raise ValueError("pakai huruf kecil, angka dan tanda hubung saja, misalnya kaur-2024")
    return value


def _preference(value: Any) -> str:
    words = str(value).split()
    if len(words) != 2 or words[0] not in PREFERENCE_FIELDS or words[1] not in ("asc", "desc"):
        raise ValueError(
            f"tulis kolom dan arahnya, misalnya 'decile asc'; kolom yang ada: {', '.join(PREFERENCE_FIELDS)}"
        )
    return " ".join(words)


def _owner(value: Any) -> str:
    """A region code, or the word for every village's own budget."""
    return VILLAGES if str(value).strip() == VILLAGES else _code(value)


Day = Annotated[date, BeforeValidator(_day)]
Occupation = Annotated[str, BeforeValidator(_occupation)]
KindOfWork = Annotated[str, BeforeValidator(_kind_of_work)]
Code = Annotated[str, BeforeValidator(_code)]
Owner = Annotated[str, BeforeValidator(_owner)]
Month = Annotated[date, BeforeValidator(_month)]
Text = Annotated[str, BeforeValidator(_text), AfterValidator(_one_line)]
Rupiah = Annotated[int, Field(ge=0, lt=RUPIAH_LIMIT, strict=True)]
Income = Annotated[int, Field(ge=1, lt=10**12, strict=True)]
Seats = Annotated[int, Field(ge=1, le=MOST_SEATS, strict=True)]
Preference = Annotated[str, BeforeValidator(_preference)]
Slug = Annotated[str, AfterValidator(_slug)]
