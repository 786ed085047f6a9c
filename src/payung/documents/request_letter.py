"""The letter that asks villages for their candidates, with the quota of each as its annex; F4 PDF by typst."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from payung.documents import letterpress
from payung.kernel import dates, region_code, rupiah, terbilang


@dataclass(frozen=True)
class Request:
    """What the letter says. What is None is left as a dotted line to be written by hand.

    `quotas` has a row a village or agency: code (null for an agency), name, kind, district_name, seats, reserve.
    """

    government: str  # "Pemerintah Kabupaten Kaur"
    region: str  # "Kabupaten Kaur"
    agency: str | None
    addressees: tuple[str, ...]
    programme: str
    insurance: str
    protection: str  # "Desember 2024" or "Januari 2025 sampai dengan Desember 2025"
    criteria: tuple[str, ...]
    occupations: tuple[str, ...] | None  # None: any
    quotas: pl.DataFrame
    as_of: date
    place: str | None = None
    deadline: date | None = None
    contact: str | None = None
    copies: tuple[str, ...] = ()
    demo: bool = False


def write(request: Request, path: Path) -> None:
    """Write the letter. Its own date and number stay open until somebody signs it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(letterpress.press("request", _values(request), request.as_of))


def _values(request: Request) -> dict[str, Any]:
    quotas = request.quotas
    seats, reserve = int(quotas["seats"].sum()), int(quotas["reserve"].sum())
    agency = request.agency or "............................................"
    return {
        "demo": request.demo,
        "draft": False,
        "government": request.government,
        "region": request.region,
        "agency": agency,
        "agency_heading": letterpress.balanced(agency.removesuffix(f" {request.region}").upper(), 46),
        "place": request.place,
        "addressees": list(request.addressees),
        "programme": request.programme,
        "insurance": request.insurance,
        "protection": request.protection,
        "criteria": list(request.criteria),
        "occupations": ", ".join(request.occupations).lower() if request.occupations else None,
        "deadline": f"{dates.weekday(request.deadline)}, {dates.long(request.deadline)}"
        if request.deadline
        else None,
        "contact": request.contact,
        "copies": list(request.copies),
        "seats": rupiah.number(seats),
        "seats_words": terbilang.words(seats),
        "senders": _senders(quotas),
        "rows": _rows(quotas),
        "total": [rupiah.number(number) for number in (seats, reserve, seats + reserve)],
    }


def _senders(quotas: pl.DataFrame) -> str:
    """ "192 desa dan 3 kelurahan pada 15 kecamatan, serta 1 perangkat daerah"."""
    villages = quotas.filter(pl.col("code").is_not_null())
    kinds = ((kind, villages.filter(pl.col("kind") == kind).height) for kind in ("desa", "kelurahan"))
    said = " dan ".join(f"{rupiah.number(number)} {kind}" for kind, number in kinds if number)
    agencies = quotas.height - villages.height
    if said:
        said += f" pada {villages['code'].str.slice(0, 6).n_unique()} kecamatan"
    if agencies:
        said += f"{', serta ' if said else ''}{agencies} perangkat daerah"
    return said


def _rows(quotas: pl.DataFrame) -> list[dict[str, Any]]:
    """The annex: a heading for each kecamatan, then its villages numbered through."""
    rows: list[dict[str, Any]] = []
    last: object = ()
    for number, line in enumerate(quotas.iter_rows(named=True), 1):
        if line["district_name"] != last:
            last = line["district_name"]
            name = f"Kecamatan {last}" if last else "Perangkat daerah"
            inside = quotas.filter(pl.col("district_name").eq_missing(last))
            rows.append({"heading": name, "seats": rupiah.number(int(inside["seats"].sum()))})
        numbers = (line["seats"], line["reserve"], line["seats"] + line["reserve"])
        code = region_code.dotted(line["code"]) if line["code"] else ""
        rows.append(
            {"heading": None, "cells": [str(number), code, line["name"], *(rupiah.number(each) for each in numbers)]}
        )
    return rows
