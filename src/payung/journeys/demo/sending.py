"""One list a village in whatever form the village makes it, as lists arrive at an office."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from random import Random

from payung.journeys.demo import layout, official, packing, planting, styles, workbook, writing
from payung.journeys.demo.layout import Sheet, VillageText
from payung.journeys.demo.person import Person
from payung.journeys.demo.styles import STYLES

OFFICIAL = ("opensid", "siak", "bip")
"""Lists cut out of other programs; see `official`."""


@dataclass(frozen=True)
class Sending:
    """How the villages of one place send.

    forms: how many villages send something else than a workbook with text: "csv", "xls", "ods", "number" (the NIK as
    a number), "destroyed" (a NIK that lost its last digit), or one of OFFICIAL. together: kecamatan that send one
    workbook for all their villages. packed: a kecamatan that sends one zip. late: how many villages have not sent a
    list when the job runs.
    """

    region: str  # "KABUPATEN KAUR TAHUN 2024"
    month: str  # "November 2024"
    on: date  # first day of the cover, by which ages are counted
    peoples: Mapping[str, int]
    forms: Mapping[str, int]
    together: tuple[str, ...] = ()
    packed: str | None = None
    late: int = 0
    days: tuple[int, int] = (4, 16)
    head: str = "Kepala Desa"


def write(
    folder: Path, sending: Sending, villages: list[VillageText], rows: dict[str, list[Person]], rng: Random
) -> list[str]:
    """Write the lists of all villages but the late ones; gives the codes of those."""
    by_district: dict[str, list[VillageText]] = {}
    for village in villages:
        by_district.setdefault(village.district, []).append(village)
    single = [v for v in villages if v.district not in (*sending.together, sending.packed)]
    late = [v.code for v in rng.sample(single, sending.late)]
    forms = _forms(sending, rng, [v for v in single if v.code not in late])
    for district in sending.together:
        style = styles.random_style(rng)
        sheets = [_sheet(sending, v, rows[v.code], style, rng, v.name) for v in by_district[district]]
        workbook.write(folder / f"{district}.xlsx", sheets)
    for village in single:
        if village.code not in late:
            _village_file(folder, sending, village, rows[village.code], forms.get(village.code, "xlsx"), rng)
    if sending.packed:
        _zip(folder, sending, by_district[sending.packed], rows, rng)
    return late


def _zip(
    folder: Path, sending: Sending, villages: list[VillageText], rows: dict[str, list[Person]], rng: Random
) -> None:
    scratch = folder / ".kemas"
    scratch.mkdir()
    for village in villages:
        _village_file(scratch, sending, village, rows[village.code], "xlsx", rng)
    files = sorted(scratch.iterdir())
    packing.pack(folder / f"kiriman {sending.packed}.zip", [(f.name, f.read_bytes()) for f in files])
    for file in files:
        file.unlink()
    scratch.rmdir()


def _forms(sending: Sending, rng: Random, villages: list[VillageText]) -> dict[str, str]:
    """Which villages send something else than a workbook with text."""
    odd = [form for form, count in sending.forms.items() for _ in range(count)]
    return {village.code: form for village, form in zip(rng.sample(villages, len(odd)), odd, strict=True)}


def _village_file(
    folder: Path, sending: Sending, village: VillageText, people: list[Person], form: str, rng: Random
) -> None:
    style = STYLES[-1] if form in ("number", "destroyed") else styles.random_style(rng)
    if form == "destroyed":
        people = [replace(p, nik=p.nik[:15] + "0", typed={}) for p in people]
    stem = _file_name(village, rng)
    if form in OFFICIAL:
        workbook.write(folder / f"{stem}.xlsx", [official.sheet(form, village, people)])
    elif form == "csv":
        made = _sheet(sending, village, people, replace(style, two_line_heading=False), rng)
        encoding = rng.choice(("utf-8-sig", "cp1252", "utf-16"))
        (folder / f"{stem}.csv").write_text(writing.csv_text(made), encoding=encoding, newline="")
    elif form == "xls":
        writing.html_table(folder / f"{stem}.xls", _sheet(sending, village, people, style, rng))
    elif form == "ods":
        made = _sheet(sending, village, people, replace(style, two_line_heading=False), rng)
        writing.ods(folder / f"{stem}.ods", [made])
    else:
        workbook.write(folder / f"{stem}.xlsx", [_sheet(sending, village, people, style, rng)])


def _file_name(village: VillageText, rng: Random) -> str:
    label = "Kelurahan" if village.kind == "kelurahan" else "Desa"
    manner = rng.randrange(4)
    name = village.name if village.is_unique else f"{village.name} ({village.district})"
    return (
        f"{label} {name}",
        f"data {name.lower()}",
        f"{village.code} {name}",
        f"Pekerja rentan {label} {name} FIX",
    )[manner]


def _sheet(
    sending: Sending,
    village: VillageText,
    people: list[Person],
    style: styles.Style,
    rng: Random,
    name: str = "Sheet1",
) -> Sheet:
    label = village.kind.upper()
    title = (
        f"DAFTAR CALON PESERTA JAMINAN SOSIAL KETENAGAKERJAAN {label} {village.name.upper()}",
        f"KECAMATAN {village.district.upper()} {sending.region}",
    )
    head = sending.head if village.kind == "desa" else "Lurah"
    day = rng.randrange(*sending.days)
    signed = (
        f"{village.name}, {day} {sending.month}",
        f"{head} {village.name},",
        "",
        planting.somebody(rng, dict(sending.peoples)),
    )
    return layout.sheet(name, title, [(village, people)], style, sending.on, signed)
