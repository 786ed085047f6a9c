"""Every field of every row cleaned, with what the checks need to know about how it was typed."""

import datetime
from collections.abc import Callable, Mapping, Sequence

import polars as pl

from payung.kernel import region_code
from payung.law import occupations
from payung.regions import reader
from payung.roster import long_numbers, table
from payung.roster.cells import dates, names, numbers, places, words
from payung.roster.cells import text as cell_text

_PLAIN = (
    "address",
    "hamlet",
    "district",
    "mother",
    "heir",
    "birth_place",
    "occupation",
    "village",
    "status",
    "agency",
)
_BIRTH = ("birth_date", "birth", "kind_birth_date", "kind_birth")
_SELDOM = ("sex", "age", "relation", "rt", "rw", "segment")
_UNSTATED = ("income", "decile", "disability")
"""Fields in which "0" or "tidak ada" says something."""


def clean(
    typed: pl.DataFrame, sheets: Sequence[table.Place], *, region: str | None, on: datetime.date, demo: bool
) -> pl.DataFrame:
    """From `table.stack` to clean fields (as in `columns.ROWS`) beside evidence:

    nik_typed, kk_typed, name_typed, sex_typed, segment_typed, birth_typed, phone_typed (tidy text as typed),
    nik_digits, kk_digits, nik_error (the one NIK error), nik_part (of nik-impossible), date_manner,
    date_other (the month-first reading where the column mixes both), date_impossible,
    birth_is_shared (the date stood in a column with the place), age_typed, income_typed,
    village_status, village_candidates, village_near, occupation_class, gone, home (region code against which the
    place of the NIK is held).
    """
    frame = typed.with_columns(
        _shared_columns(sheets),
        nik_raw="nik",
        kk_raw="kk",
        name_raw="name",
    )
    frame = long_numbers.read(frame)
    frame = frame.with_columns(
        name=cell_text.tidy(pl.col("name")),
        **{field: cell_text.each_once(pl.col(field), cell_text.tidy) for field in _UNSTATED},
        **{field: cell_text.each_once(pl.col(field), cell_text.said) for field in (*_PLAIN, *_SELDOM)},
    )
    frame = _dates(frame, on)
    frame = frame.with_columns(name_typed=cell_text.stated(pl.col("name")))
    frame = frame.with_columns(name=names.without_titles(pl.col("name_typed")))
    frame = _few_answers(frame)
    frame = long_numbers.judged(frame, demo=demo)
    return _villages(frame, sheets, region)


def _shared_columns(sheets: Sequence[table.Place]) -> list[pl.Expr]:
    """Fields taken out of the columns they share, and RT and RW out of their labels."""
    split: dict[str, list[tuple[list[int], pl.Expr]]] = {}
    for fields, parts in _SPLIT.items():
        number = [n for n, place in enumerate(sheets) if _share(place.found.columns, fields)]
        for field, part in zip(fields, parts, strict=True) if number else ():
            split.setdefault(field, []).append((number, cell_text.each_once(pl.col(field), _stripped(part))))
    exprs = []
    for field in dict.fromkeys(("rt", "rw", *split)):
        pieces = split.get(field, [])
        if [number for number, _ in pieces] == [list(range(len(sheets)))]:
            exprs.append(pieces[0][1].alias(field))
            continue
        taken = places.alone(pl.col(field)) if field in ("rt", "rw") else pl.col(field)
        for number, piece in pieces:
            taken = pl.when(pl.col("place").is_in(number)).then(piece).otherwise(taken)
        exprs.append(taken.alias(field))
    return exprs


def _stripped(part: Callable[[pl.Expr], pl.Expr]) -> Callable[[pl.Expr], pl.Expr]:
    return lambda cell: part(cell.str.strip_chars())


def _share(found: Mapping[str, str], fields: tuple[str, ...]) -> bool:
    """Whether exactly these fields stand in one column."""
    letters = {found.get(field) for field in fields}
    letter = letters.pop()
    return letter is not None and not letters and sum(each == letter for each in found.values()) == len(fields)


_SPLIT: dict[tuple[str, ...], tuple[Callable[[pl.Expr], pl.Expr], ...]] = {
    ("rt", "rw"): (lambda c: places.of_both(c, "rt"), lambda c: places.of_both(c, "rw")),
    ("rt", "rw", "address"): (
        lambda c: places.beside(c, "rt"),
        lambda c: places.beside(c, "rw"),
        places.without_both,
    ),
    ("rt", "rw", "hamlet"): (
        lambda c: places.beside(c, "rt"),
        lambda c: places.beside(c, "rw"),
        places.without_both,
    ),
    ("village", "district"): (places.village, places.district),
    ("sex", "age"): (
        lambda c: c.str.extract(r"(\p{L}[\p{L}. -]*)", 1).str.strip_chars(),
        lambda c: c.str.extract(r"([0-9]+)", 1),
    ),
}
"""Fields that may stand in one column, and how each is taken out of the cell."""


def _dates(frame: pl.DataFrame, on: datetime.date) -> pl.DataFrame:
    def read(cells: pl.DataFrame) -> pl.DataFrame:
        own, shared = (dates.stated(cell_text.tidy(pl.col(name))) for name in ("birth_date", "birth"))
        kind = pl.when(own.is_not_null()).then("kind_birth_date").otherwise("kind_birth").fill_null("text")
        said = cells.with_columns(
            typed=pl.coalesce(own, shared), kind=kind, birth_is_shared=own.is_null() & shared.is_not_null()
        )
        known = dates.read(said.select("typed", "kind").unique(), on).with_columns(
            place_said=dates.place(pl.col("typed"))
        )
        return said.join(known, on=["typed", "kind"], how="left", nulls_equal=True).select(
            *_BIRTH,
            "birth_is_shared",
            "month_first",
            "only_month_first",
            birth_typed="typed",
            day_first="day_first",
            date_place="place_said",
            date_manner="manner",
            date_impossible="impossible",
        )

    frame = cell_text.by_distinct(frame, _BIRTH, read)
    mixed = frame.filter("only_month_first")["place"].unique().to_list()
    return frame.with_columns(
        birth_date="day_first",
        date_other=pl.when(pl.col("place").is_in(mixed)).then("month_first"),
        birth_place=pl.coalesce(cell_text.stated(pl.col("birth_place")), "date_place"),
    ).drop("day_first", "month_first", "only_month_first", "date_place", "birth")


def _few_answers(frame: pl.DataFrame) -> pl.DataFrame:
    """Fields with few distinct cells, each answered once."""
    col = pl.col
    frame = frame.with_columns(
        sex_typed="sex", age_typed="age", segment_typed="segment", income_typed=cell_text.stated(col("income"))
    )
    answers: dict[str, Callable[[pl.Expr], dict[str, pl.Expr]]] = {
        "sex": lambda c: {"sex_read": words.sex(c)},
        "status": lambda c: {"gone": words.gone(c), "alive": words.alive(c)},
        "relation": lambda c: {"head_of_family": words.head_of_family(c)},
        "disability": lambda c: {"disability_read": words.disability(c)},
        "decile": lambda c: {"decile_read": words.decile(c)},
        "segment": lambda c: {"segment_read": words.segment(c)},
        "age": lambda c: {"age_read": dates.years(c)},
        "income_typed": lambda c: {"income_read": numbers.rupiah(c)},
    }
    for field, answer in answers.items():
        frame = cell_text.by_distinct(frame, [field], _answered(answer(col(field))))
    frame = cell_text.by_distinct(frame, ["occupation"], _occupations)
    return frame.drop("sex", "disability", "decile", "age", "income", "segment").rename(
        {
            "sex_read": "sex",
            "disability_read": "disability",
            "decile_read": "decile",
            "age_read": "age",
            "income_read": "income",
            "segment_read": "segment",
        }
    )


def _answered(answers: dict[str, pl.Expr]) -> Callable[[pl.DataFrame], pl.DataFrame]:
    return lambda cells: cells.with_columns(**answers)


def _occupations(cells: pl.DataFrame) -> pl.DataFrame:
    known = occupations.classify(cells["occupation"])
    return cells.with_columns(occupation_code=known["code"], occupation_class=known["class"])


def _villages(frame: pl.DataFrame, sheets: Sequence[table.Place], region: str | None) -> pl.DataFrame:
    """village, village_status, village_candidates and home; `village_typed` keeps what the row or its sheet says.

    Also the agency that the sheet names, for rows that name none.
    """
    hints = pl.DataFrame(
        {
            "place": pl.Series(range(len(sheets)), dtype=pl.Int32),
            "place_hint": pl.Series([sheet.found.place_hint for sheet in sheets], dtype=pl.String),
            "district_hint": pl.Series([sheet.found.district_hint for sheet in sheets], dtype=pl.String),
            "has_occupation": pl.Series(["occupation" in sheet.found.columns for sheet in sheets], dtype=pl.Boolean),
            "agency_hint": pl.Series([sheet.found.agency_hint for sheet in sheets], dtype=pl.String),
            "has_village": pl.Series(["village" in sheet.found.columns for sheet in sheets], dtype=pl.Boolean),
        }
    )
    frame = frame.join(hints, on="place", how="left", maintain_order="left").with_columns(
        agency=pl.coalesce("agency", "agency_hint"),
        place_hint=pl.coalesce("row_place", "place_hint"),
        district_hint=pl.when(pl.col("row_place").is_null()).then("district_hint").otherwise("row_district"),
    )
    frame = frame.drop("row_place", "row_district", "agency_hint").with_columns(
        by_hint=pl.col("village").is_null() & pl.col("place_hint").is_not_null(),
        village_typed=pl.coalesce("village", "place_hint"),
        district_typed=pl.coalesce("district", "district_hint"),
    )
    if region is None:
        return frame.with_columns(
            village=pl.lit(None, pl.String),
            village_status=pl.lit(None, pl.String),
            village_candidates=pl.lit(None, pl.List(pl.String)),
            village_near=pl.lit(False),
            home=pl.lit(None, pl.String),
        ).drop("place_hint", "district_hint")
    regions = reader.load()

    def resolve(cells: pl.DataFrame) -> pl.DataFrame:
        found = regions.resolve_villages(cells["village_typed"], within=region, districts=cells["district_typed"])
        return cells.with_columns(
            village_found=found["code"],
            village_status=found["status"],
            village_candidates=pl.when(found["code"].is_null()).then(found["candidates"]),
            village_near=found["near"],
        )

    frame = cell_text.by_distinct(frame.drop("village"), ["village_typed", "district_typed"], resolve)
    is_village = region_code.level(region) == region_code.VILLAGE
    unstated = pl.col("village_found").is_null() & (pl.col("village_typed").is_null() | pl.col("by_hint"))
    village = pl.col("village_found")
    if is_village:
        village = pl.when(unstated).then(pl.lit(region)).otherwise(village)
    # A hint that resolves to nothing is no statement: the row is then simply without a village.
    status = pl.when(pl.col("by_hint") & (pl.col("village_status") != "resolved")).then(None)
    return frame.with_columns(
        village=village,
        village_status=status.otherwise("village_status"),
        village_near=pl.col("village_near") & ~pl.col("by_hint"),
        home=pl.coalesce(village, pl.lit(region)),
    ).drop("place_hint", "district_hint", "village_found")
