"""Small rosters for tests: one person without fault, and lists of people who differ in what is named."""

import datetime

import polars as pl

from payung.roster import check
from payung.roster.reading import shapes

ON = datetime.date(2024, 12, 1)
KAUR = "1704000000"

DEDI = {
    "name": "DEDI SUSANTO",
    "nik": "1704991112640033",
    "kk": "1704991410120047",
    "birth_date": "11-12-1964",
    "sex": "L",
    "occupation": "Nelayan",
    "address": "Dusun III",
    "phone": "085200000112",
    "mother": "ROSMALA",
}


def person(**changes):
    """Dedi Susanto, fisher, nearly 60, in whose row nothing is wrong, with changes; None takes a column away."""
    return {field: cell for field, cell in {**DEDI, **changes}.items() if cell is not None}


def sheet(*people, kinds=None, name="Sheet1", first_row=6, codes=None, **more):
    """A sheet of people. `kinds` gives field -> kind of all its cells; codes as `Sheet.codes`."""
    fields = list(dict.fromkeys(field for one in people for field in one))
    letters = {field: shapes.letter(n) for n, field in enumerate(fields)}
    cells = pl.DataFrame(
        {
            "row": pl.Series(range(first_row, first_row + len(people)), dtype=pl.Int64),
            **{letters[f]: pl.Series([one.get(f, "") for one in people], dtype=pl.String) for f in fields},
        }
    )
    said = [
        pl.when(pl.col(letters[f]) == "")
        .then(pl.lit("empty"))
        .otherwise(pl.lit((kinds or {}).get(f, "text")))
        .cast(shapes.KIND)
        .alias(letters[f])
        for f in fields
    ]
    headings = {letter: field.upper() for field, letter in letters.items()}
    return shapes.Sheet(name, first_row - 1, letters, headings, [], cells, cells.select(said), codes or {}, **more)


def file(*sheets, name="linau.xlsx", **more):
    """A file of these sheets."""
    return shapes.SourceFile(name=name, sha256=name, sheets=list(sheets), **more)


def checked(*people, region=None, on=ON, demo=True, min_age=18, **more):
    """The check of one sheet of these people."""
    return check.check_files([file(sheet(*people, **more))], region=region, on=on, demo=demo, min_age=min_age)


def found(*people, **options):
    """For each of these people the codes found, in order."""
    result = checked(*people, **options)
    codes = {key: [] for key in range(len(people))}
    for key, code in result.findings.select("key", "code").iter_rows():
        codes[key].append(code)
    return list(codes.values())


def only(code, *people, **options):
    """The one finding of this code among all that were found."""
    rows = checked(*people, **options).findings.filter(pl.col("code") == code).to_dicts()
    assert len(rows) == 1, [row["code"] for row in rows]
    return rows[0]
