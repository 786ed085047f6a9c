"""Rules about the numbers of a person: the NIK and the family card."""

from typing import Any

import polars as pl

from payung.kernel import nik
from payung.roster.cells import numbers
from payung.roster.rules.rule import PlaceName, Rule

_TEMPORARY = r"^0[0-9]{15}$"
"""How OpenSID numbers who has no NIK: 0, the village's ten digits, five of a sequence."""
_MASKED_BY_OPENSID = r"(?i)^[0-9]{8}X{8,9}$"


def errors() -> list[Rule]:
    """The one error of each NIK."""
    typed, cleaned = pl.col("nik_typed"), pl.col("nik_digits")
    count = cleaned.str.len_chars().cast(pl.Int32)
    short, long = (pl.format(words, (16 - count).abs()) for words in ("kurang {} angka", "lebih {} angka"))
    difference = pl.when(count < 16).then(short).otherwise(long)
    large = cleaned.cast(pl.UInt64, strict=False) > numbers.MAX_EXACT
    lost = pl.when(numbers.is_power(typed)).then(pl.lit("power")).when(large).then(pl.lit("large"))
    made = typed.str.contains(_TEMPORARY) & typed.str.slice(1, 2).is_in(sorted(nik.PROVINCES))
    hidden = typed.str.contains(_MASKED_BY_OPENSID)
    more: dict[str, dict[str, Any]] = {
        "nik-masked": {"variant": pl.when(hidden).then(pl.lit("opensid"))},
        "nik-temporary": {"variant": pl.when(made).then(pl.lit("village"))},
        "nik-precision-lost": {"variant": lost},
        "nik-length": {"values": {"digits": count, "difference": difference}},
        "nik-impossible": {"variant": pl.col("nik_part")},
    }
    return [Rule(code, "nik", pl.col("nik_error") == code, **more.get(code, {})) for code in numbers.NIK_ERRORS]


def warnings(region_name: str, place_name: PlaceName) -> list[Rule]:
    """What a NIK tells that the row does not: another birth date, sex or region; and how it was typed."""
    own = pl.when(pl.col("nik_error").is_null() | (pl.col("nik_error") == "nik-demo")).then("nik")
    birth, home = pl.col("birth_date"), pl.col("home")
    intact = (pl.col("kind_nik") == "number") & pl.col("nik").is_not_null()
    in_month, day, year = own.str.slice(8, 2), nik.day_expr(own), own.str.slice(10, 2)
    by_day = pl.col("birth_date").dt.day() == day
    by_month = birth.dt.month() == nik.month_expr(own)
    by_year = birth.dt.year() % 100 == nik.year_expr(own)
    day_text = day.cast(pl.String).str.zfill(2)
    shown = (
        pl.when(by_day & by_year)
        .then("bulan " + in_month)
        .when(by_month & by_year)
        .then("tanggal " + day_text)
        .when(by_day & by_month)
        .then("tahun .." + year)
        .otherwise(pl.format("{}-{}-..{}", day_text, in_month, year))
    )
    exchanged = (birth.dt.day() == nik.month_expr(own)) & (birth.dt.month() == day) & by_year
    suggestion = pl.when(exchanged).then(pl.format("{}-{}-{}", day_text, in_month, birth.dt.year().cast(pl.String)))
    said = pl.when(nik.sex_expr(own) == "P").then(pl.lit("perempuan")).otherwise(pl.lit("laki-laki"))
    whole_province = home.str.slice(2, 2) == "00"
    elsewhere = (
        pl.when(whole_province)
        .then(own.str.slice(0, 2) != home.str.slice(0, 2))
        .otherwise(own.str.slice(0, 4) != home.str.slice(0, 4))
    )
    at_home = (
        pl.when(whole_province).then(home.str.slice(0, 2) + "00000000").otherwise(home.str.slice(0, 4) + "000000")
    )
    agrees = nik.agrees_with_birth_expr(own, birth)
    return [
        Rule("nik-birth-date-mismatch", "birth_date", ~agrees, {"shown": shown}, None, suggestion),
        Rule(
            "nik-sex-mismatch",
            "sex",
            pl.col("sex") != nik.sex_expr(own),
            {"sex": pl.col("sex"), "shown": said},
        ),
        Rule(
            "nik-region-elsewhere",
            "nik",
            elsewhere,
            {"place": place_name(nik.district_expr(own)), "region": place_name(at_home)},
        ),
        Rule("nik-as-number", "nik", intact),
    ]


def family_card() -> list[Rule]:
    """Rules about the number of the family card."""
    col = pl.col
    kk_count = col("kk_digits").str.len_chars()
    kk_letters = ~col("kk_digits").str.contains(r"^[0-9]+$")
    return [
        Rule(
            "kk-length",
            "kk",
            ~col("kk_lost") & (kk_letters | (kk_count != 16)),
            {"digits": kk_count},
            pl.when(kk_letters).then(pl.lit("letters")),
        ),
        Rule("kk-precision-lost", "kk", col("kk_lost")),
    ]


def repairs() -> list[Rule]:
    """Marks that were taken out of either number."""
    col = pl.col
    return [
        Rule(
            "nik-repaired",
            "nik",
            col("nik").is_not_null() & (col("nik_raw") != col("nik")),
            {"marks": _marks(col("nik_raw"))},
        ),
        Rule(
            "kk-repaired",
            "kk",
            col("kk").is_not_null() & (col("kk_raw") != col("kk")),
            {"marks": _marks(col("kk_raw"))},
        ),
    ]


def _marks(raw: pl.Expr) -> pl.Expr:
    marks = numbers.removed_marks(raw)
    marks = pl.when(marks == "").then(pl.lit("tanda lain")).otherwise(marks)
    return marks.str.slice(0, 1).str.to_uppercase() + marks.str.slice(1)
