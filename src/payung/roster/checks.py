"""The rules a roster is held against: each a named expression with the code of `codes.yaml` it raises."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from payung.kernel import dates, month, nik
from payung.roster.cells import names, numbers
from payung.roster.cells import text as cell_text

TOO_OLD = 65
"""From this birthday on nobody is enrolled anew (PP 44/2015; regulations of the insurer)."""

AGE_TOLERANCE = 1
"""A stated age may have been counted when the list was begun."""

NOT_WORKING, PAID_BY_STATE = "not-working", "asn-tni-polri"
"""Classes of `law.occupations`."""

_QUOTED = cell_text.quoted
_TEMPORARY = r"^0[0-9]{15}$"
"""How OpenSID numbers who has no NIK: 0, the village's ten digits, five of a sequence."""
_MASKED_BY_OPENSID = r"(?i)^[0-9]{8}X{8,9}$"


@dataclass(frozen=True)
class Rule:
    """One check: where `when` holds, the row gets `code` at the cell of `column`.

    `values` fill the places of the sentence, `variant` (an expression) chooses among its variants; both are worked
    out only for the rows found. `suggestion` is a value to put there instead, where one is certain.
    """

    code: str
    column: str
    when: pl.Expr
    values: Mapping[str, pl.Expr] = field(default_factory=dict)
    variant: pl.Expr | None = None
    suggestion: pl.Expr | None = None


def rules(
    *,
    on: datetime.date,
    min_age: int,
    region_name: str,
    place_name: Callable[[pl.Expr], pl.Expr],
    place_names: Callable[[pl.Expr], pl.Expr],
    where: Callable[[pl.Expr, pl.Expr], pl.Expr],
) -> list[Rule]:
    """All rules, in the order of `codes.yaml`, over the frame of `cleaned.clean` joined with `across.repeated`.

    on: the day ages are counted on. region_name: the checked region in words. place_name: region code -> name;
    place_names: list of codes -> names. where: (key of another row, file of this row) -> "baris 6".
    """
    day = pl.lit(dates.dashed(on))
    return [
        *_nik_errors(),
        *_repeats(where),
        *_of_format(),
        *_identity(on, day),
        *_region(region_name, place_names),
        *_by_law(on, day, min_age),
        *_nik_warnings(region_name, place_name, where),
        *_warnings(on, day),
        *_repairs(place_name),
    ]


def _dashed(day: pl.Expr) -> pl.Expr:
    return day.dt.strftime("%d-%m-%Y")


def _nik_errors() -> list[Rule]:
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


def _repeats(where: Callable[[pl.Expr, pl.Expr], pl.Expr]) -> list[Rule]:
    file = pl.col("file")
    return [
        Rule(
            "nik-shared",
            "nik",
            pl.col("shared_with").is_not_null(),
            {"where": where(pl.col("shared_with"), file)},
        ),
        Rule("duplicate-row", "nik", pl.col("repeats").is_not_null(), {"where": where(pl.col("repeats"), file)}),
    ]


def _of_format() -> list[Rule]:
    """What only the format of the file tells (`Sheet.remarks`), at the cell that it is about."""
    about = {
        "card-holder-differs": "nik",
        "aid-target-unknown": "nik",
        "aid-of-group": "nik",
        "aid-of-family": "kk",
        "status-doubtful": "status",
    }
    unnamed = pl.when(pl.col("name_typed").is_null()).then(pl.lit("unnamed"))
    variants = {"aid-of-family": unnamed}
    return [
        *[Rule(code, column, pl.col("remark") == code, variant=variants.get(code)) for code, column in about.items()],
        Rule("survey-work", "occupation", pl.col("remark").str.starts_with("survey-"), variant=pl.col("remark")),
    ]


def _identity(on: datetime.date, day: pl.Expr) -> list[Rule]:
    birth, typed = pl.col("birth_date"), pl.col("birth_typed")
    unread = birth.is_null() & typed.is_not_null()
    number = pl.when(pl.col("nik_error").is_null()).then("nik")
    short = typed.str.extract(r"([0-9]{2})\s*$", 1)
    year = typed.str.extract(r"((?:19|20)[0-9]{2})\s*$", 1)
    hint = pl.when((number.str.slice(10, 2) == short) & year.is_not_null()).then(
        pl.format("{}-{}-{}", nik.day_expr(number).cast(pl.String).str.zfill(2), number.str.slice(8, 2), year)
    )
    impossible = pl.col("date_impossible")
    early = typed.str.contains(r"(?:^|[^0-9])1[0-8][0-9]{2}(?:[^0-9]|$)")
    variant = (
        pl.when(impossible & hint.is_not_null())
        .then(pl.lit("hinted"))
        .when(impossible & early)
        .then(pl.lit("early"))
        .when(impossible)
        .then(pl.lit("impossible"))
    )
    shown = typed.str.extract(r"([0-9].*)$", 1)
    shown = pl.when(impossible & shown.is_not_null()).then(shown).otherwise(typed)
    values = {"typed": _QUOTED(shown), "hint": hint}
    return [
        Rule("name-missing", "name", pl.col("name_typed").is_null()),
        Rule("birth-date-missing", "birth_date", typed.is_null()),
        Rule(
            "birth-date-unreadable",
            "birth_date",
            unread,
            values,
            variant,
            pl.when(impossible).then(hint),
        ),
        Rule("birth-date-future", "birth_date", birth > pl.lit(on), {"birth": _dashed(birth), "on": day}),
        Rule(
            "sex-unreadable",
            "sex",
            pl.col("sex_typed").is_not_null() & pl.col("sex").is_null(),
            {"typed": _QUOTED(pl.col("sex_typed"))},
        ),
    ]


def _region(region_name: str, place_names: Callable[[pl.Expr], pl.Expr]) -> list[Rule]:
    status, candidates = pl.col("village_status"), pl.col("village_candidates")
    bare = pl.col("village_typed").str.replace(r"(?i)^(?:desa|ds|kelurahan|kel)\b[\s.:]*", "").replace("", None)
    values = {
        "typed": _QUOTED(pl.coalesce(bare, "village_typed")),
        "region": pl.lit(region_name),
        "candidates": place_names(candidates),
    }
    asked = pl.col("home").is_not_null()
    empty = asked & pl.col("has_village") & pl.col("village_typed").is_null() & pl.col("village").is_null()
    some = candidates.list.len() > 0
    variant = (
        pl.when(empty)
        .then(pl.lit("empty"))
        .when((status == "ambiguous") & pl.col("village_typed").str.contains(r"[0-9.]{10}"))
        .then(pl.lit("coded"))
        .when(status == "ambiguous")
        .then(pl.lit("ambiguous"))
        .when((status == "unknown") & some)
        .then(pl.lit("near"))
    )
    unknown = empty | status.is_in(["unknown", "ambiguous"])
    return [
        Rule("region-unknown", "village", unknown, values, variant),
        Rule("region-outside", "village", status == "outside", values),
    ]


def _age(on: datetime.date) -> pl.Expr:
    return dates.age_expr(pl.when(pl.col("birth_date") <= pl.lit(on)).then("birth_date"), on)


def _by_law(on: datetime.date, day: pl.Expr, min_age: int) -> list[Rule]:
    values = {"age": _age(on), "on": day, "min_age": pl.lit(str(min_age))}
    return [
        Rule("age-over", "birth_date", _age(on) >= TOO_OLD, values),
        Rule("age-under", "birth_date", _age(on) < min_age, values),
        Rule("not-alive", "status", pl.col("gone").is_not_null(), {"status": pl.col("gone")}),
    ]


def _nik_warnings(
    region_name: str,
    place_name: Callable[[pl.Expr], pl.Expr],
    where: Callable[[pl.Expr, pl.Expr], pl.Expr],
) -> list[Rule]:
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
    file = pl.col("file")
    return [
        Rule("nik-as-number", "nik", intact),
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
        Rule(
            "nik-shared-elsewhere",
            "nik",
            pl.col("shared_elsewhere").is_not_null(),
            {"where": where(pl.col("shared_elsewhere"), file)},
        ),
        Rule(
            "duplicate-elsewhere",
            "nik",
            pl.col("elsewhere").is_not_null(),
            {"where": where(pl.col("elsewhere"), file)},
        ),
    ]


def _warnings(on: datetime.date, day: pl.Expr) -> list[Rule]:
    col = pl.col
    other, birth = col("date_other"), col("birth_date")
    by_nik = nik.agrees_with_birth_expr(pl.when(col("nik_error").is_null()).then("nik"), other)
    ambiguous = {
        "typed": _QUOTED(col("birth_typed")),
        "first": _dashed(birth),
        "second": _dashed(other),
        "worded": birth.dt.day().cast(pl.String)
        + " "
        + birth.dt.month().cast(pl.Int64).replace_strict(dict(enumerate(month.NAMES, 1)), return_dtype=pl.String)
        + " "
        + birth.dt.year().cast(pl.String),
    }
    work, said = col("occupation_class"), col("occupation")
    occupation = {"typed": _QUOTED(said)}
    kk_count = col("kk_digits").str.len_chars()
    kk_letters = ~col("kk_digits").str.contains(r"^[0-9]+$")
    return [
        Rule(
            "birth-date-ambiguous",
            "birth_date",
            other.is_not_null(),
            ambiguous,
            None,
            pl.when(by_nik).then(_dashed(other)),
        ),
        Rule(
            "age-differs",
            "age",
            (_age(on) - col("age")).abs() > AGE_TOLERANCE,
            {"typed": _QUOTED(col("age_typed")), "age": _age(on), "on": day},
        ),
        Rule(
            "name-suspicious",
            "name",
            col("suspicious"),
            {"typed": _QUOTED(col("name_typed"))},
            pl.when(names.is_of_deceased(col("name"))).then(pl.lit("late")),
        ),
        Rule(
            "occupation-unknown",
            "occupation",
            col("has_occupation") & col("occupation_code").is_null(),
            occupation,
            pl.when(said.is_null()).then(pl.lit("empty")),
        ),
        Rule("occupation-excluded", "occupation", work == PAID_BY_STATE, occupation),
        Rule("not-working", "occupation", work == NOT_WORKING, occupation),
        Rule(
            "phone-unreadable",
            "phone",
            col("phone_typed").is_not_null() & col("phone").is_null(),
            {"typed": _QUOTED(col("phone_typed"))},
        ),
        Rule(
            "kk-length",
            "kk",
            ~col("kk_lost") & (kk_letters | (kk_count != 16)),
            {"digits": kk_count},
            pl.when(kk_letters).then(pl.lit("letters")),
        ),
        Rule("kk-precision-lost", "kk", col("kk_lost")),
        Rule(
            "income-unreadable",
            "income",
            col("income_typed").is_not_null() & col("income").is_null(),
            {"typed": _QUOTED(col("income_typed"))},
        ),
        Rule(
            "segment-unknown",
            "segment",
            col("segment_typed").is_not_null() & col("segment").is_null(),
            {"typed": _QUOTED(col("segment_typed"))},
        ),
    ]


def _repairs(place_name: Callable[[pl.Expr], pl.Expr]) -> list[Rule]:
    col = pl.col
    phone, typed = col("phone"), col("phone_typed")
    only_digits = typed.str.replace_all(r"[^0-9]", "")
    several = only_digits.str.len_chars() > 15
    phone_variant = pl.when(several).then(pl.lit("several")).when("0" + typed == phone).then(pl.lit("zero"))
    blanks = col("name_raw") != col("name_typed")
    titled = col("name") != col("name_typed")
    birth = col("birth_date")
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
        Rule(
            "name-repaired",
            "name",
            blanks | titled,
            {"titles": _QUOTED(pl.when(titled).then(_titles()))},
            pl.when(titled).then(pl.lit("titles")),
            pl.when(col("name").str.count_matches(r"[0-9]") < 12).then("name"),
        ),
        Rule("phone-repaired", "phone", typed != phone, {"phone": phone}, phone_variant, phone),
        Rule(
            "date-repaired",
            "birth_date",
            birth.is_not_null() & col("date_manner").is_not_null(),
            {"typed": _QUOTED(col("birth_typed")), "birth": _dashed(birth)},
            None,
            _dashed(birth),
        ),
        Rule(
            "village-repaired",
            "village",
            col("village_near"),
            {"typed": _QUOTED(col("village_typed")), "village": place_name(col("village"))},
        ),
    ]


def _marks(raw: pl.Expr) -> pl.Expr:
    marks = numbers.removed_marks(raw)
    marks = pl.when(marks == "").then(pl.lit("tanda lain")).otherwise(marks)
    return marks.str.slice(0, 1).str.to_uppercase() + marks.str.slice(1)


def _titles() -> pl.Expr:
    return names.titles(pl.col("name_typed"), pl.col("name"))
