"""A small programme of which everybody was asked about, and replies as agencies write them."""

from datetime import date
from pathlib import Path

import polars as pl
import xlsxwriter

from payung.matching import actions
from payung.people import queries as people_queries
from payung.roster import check, reading
from tests.people.rosters import AT, BUDI, OTHER_VILLAGE, SITI, checked, linked, programme

SENT_ON, ON = date(2024, 11, 20), date(2024, 11, 22)
RINA = BUDI | {"nik": "1704994303800003", "kk": "1704990101100003", "name": "RINA MARLINA", "village": OTHER_VILLAGE}
NIK, HASIL = "NIK", "Hasil"


def workbook(path: Path, *sheets: list[tuple[str, ...]], names: tuple[str, ...] = ("Lembar1", "Lembar2")) -> Path:
    """Sheets of text, the first line of each the headings."""
    book = xlsxwriter.Workbook(str(path))
    for name, lines in zip(names, sheets, strict=False):
        sheet = book.add_worksheet(name)
        for row, line in enumerate(lines):
            for column, cell in enumerate(line):
                sheet.write_string(row, column, cell)
    book.close()
    return path


def read(path: Path) -> check.Checked:
    return check.check_files(reading.read(path, needs=reading.REFERENCE), on=ON, demo=True)


def asked_about(tmp_path: Path, clerk, *people, receiver: str = "dukcapil", **criteria):  # type: ignore[no-untyped-def]
    """A programme whose people were sent to a receiver on 20 November 2024."""
    kaur = programme(**criteria)
    linked(kaur, checked(*people), clerk)
    send(kaur, clerk, tmp_path, receiver)
    return kaur


def send(kaur, clerk, tmp_path: Path, receiver: str = "dukcapil", people: pl.DataFrame | None = None):  # type: ignore[no-untyped-def]
    everybody = people_queries.people(kaur.id) if people is None else people
    path = tmp_path / f"kirim-{receiver}-{everybody.height}.txt"
    path.write_text("\n".join(everybody["nik"].to_list()), "utf-8")
    return actions.send(
        programme_id=kaur.id, receiver=receiver, people=everybody, workbook=path, on=SENT_ON, by=clerk, at=AT
    )


def answer(kaur, clerk, path: Path, source: str = "dukcapil", on: date = ON, at=AT, **told):  # type: ignore[no-untyped-def]
    return actions.receive(
        programme_id=kaur.id,
        source=source,
        checked=read(path),
        original=path,
        name=path.name,
        on=on,
        by=clerk,
        at=at,
        **told,
    )


__all__ = ["AT", "BUDI", "HASIL", "NIK", "ON", "RINA", "SENT_ON", "SITI", "answer", "asked_about", "send", "workbook"]
