"""Whatever happens to a sheet of a known format, it is read or refused; it never ends in a fault."""

import importlib
import random
from datetime import date

import polars as pl
import pytest

from payung.roster import check, reading
from payung.roster.reading import formats, shapes
from tests.roster.reading import arrived, test_aid, test_families

read = importlib.import_module("payung.roster.reading.read")
ODDITIES = [
    *("", "No. KK :", "NO.KK", "KECAMATAN : X", "1704994812800001", "###", "Desa : Y", "RT/RW : 1/", "Alamat :", ":"),
    *("2", "\u00a0", "17049948XXXXXXXXX", "Peserta", "Sasaran Program", "DSN", "DUSUN :", "Keterangan:", "Status"),
]


def whole() -> list[list[list[str]]]:
    """Sheets of every format, as they should be."""
    sheets = [
        test_families.printed_2016(),
        test_families.printed_ektp(),
        test_families.printed_2012(),
        test_families.page_of_luwu_timur(test_families.FIRST, "LINAU", "DSN. A", "1/2", test_families.SITI_LT),
        [test_aid.HEAD, test_aid.SITI, test_aid.FAMILY_UNNAMED, test_aid.END],
        [[str(cell) for cell in row] for row in test_aid.programme(2)],
    ]
    for name in formats.catalogue():
        headings = arrived.columns(name)
        cells = ["1704994812800001" if "nik" in head.lower() else "1" for head in headings]
        sheets += [[headings, cells]] if headings else []
    return sheets


def broken(chance: random.Random) -> list[list[str]]:
    """One of these with cells overwritten, lines and columns put in or taken out, or two below each other."""
    rows = [list(row) for row in chance.choice(whole())]
    if chance.random() < 0.3:
        rows += [list(row) for row in chance.choice(whole())]
    for _ in range(chance.randint(0, 12)):
        at, what = chance.randrange(len(rows)), chance.randrange(5)
        across = chance.randrange(max(1, max(map(len, rows))))
        if what == 0 and rows[at]:
            rows[at][chance.randrange(len(rows[at]))] = chance.choice(ODDITIES)
        elif what == 1:
            rows.insert(at, [chance.choice(ODDITIES) for _ in range(chance.randint(0, 8))])
        elif what == 2 and len(rows) > 1:
            rows.pop(at)
        elif what == 3:
            rows = [row[:across] + row[across + 1 :] for row in rows]
        else:
            rows = [[*row[:across], chance.choice(["", *ODDITIES]), *row[across:]] for row in rows]
    return rows


@pytest.mark.parametrize("seed", range(4))
def test_a_broken_sheet_is_read_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(8):
        rows = broken(chance)
        width = max(1, max(map(len, rows)))
        text = {shapes.letter(at): [row[at] if at < len(row) else "" for row in rows] for at in range(width)}
        file = shapes.SourceFile("a.xlsx", sha256="a")
        try:
            read.fill(
                file, [shapes.Grid("S", pl.DataFrame(text))], chance.choice([reading.ROSTER, reading.REFERENCE])
            )
        except shapes.Unreadable as refused:
            file.error, file.sheets = refused.problem, []
        found = check.check_files([file], on=date(2024, 12, 1), demo=True)
        assert found.rows.height == sum(sheet.cells.height for sheet in file.sheets)
        for sheet in file.sheets:
            assert sheet.cells["row"].is_sorted()
            parts = [part for part in (sheet.given, sheet.remarks) if part is not None]
            assert all(len(part) == len(sheet.cells) for part in parts)
