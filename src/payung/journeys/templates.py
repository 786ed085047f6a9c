"""What the office sends out before any roster: the request letter and a workbook for each sender. No database."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl

from payung.documents import decree_text, request_letter, template_workbook
from payung.documents.request_letter import Request
from payung.documents.template_workbook import Form
from payung.journeys import method_rules, printing, programme_file, seat_plan
from payung.journeys.printing import Paper
from payung.kernel import dates, month, region_code
from payung.kernel.refusal import Refusal
from payung.law import in_force
from payung.programme import groups
from payung.programme.document import Document
from payung.programme.groups import Terms
from payung.regions import reader
from payung.selection import pools, quota

LETTER = "surat-permintaan-data.pdf"
AGENCIES = "Perangkat daerah"
FEW = 60
"""Workbooks that one process writes sooner than a second one starts."""

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


@dataclass(frozen=True)
class Agency:
    """A sender that is no village, and how many people it may name."""

    name: str
    seats: int


@dataclass(frozen=True)
class Parcel:
    """What is to be sent out: the letter, then the workbooks; people asked for, and villages without a seat."""

    papers: list[Paper]
    seats: int
    villages_without_seats: int

    @property
    def letter(self) -> Path:
        return self.papers[0].path

    @property
    def workbooks(self) -> int:
        return len(self.papers) - 1


def prepare(
    path: Path,
    out: Path,
    *,
    deadline: date | None = None,
    contact: str | None = None,
    agencies: Iterable[Agency] = (),
) -> Parcel:
    """What a programme file asks for, to be written into a folder; nothing is written yet.

    `agencies` get workbooks of their own, beside the villages and their quota; where seats are shared by agency,
    those of the quota get them and villages none. Raises ProgrammeFileProblem and QuotaProblem as the main job does,
    and Refusal where workbooks lie there already, since they may have been filled; rosters and reference lists need
    not exist yet.
    """
    file = programme_file.read(path, files=False)
    document = file.document
    parts = [(terms, seat_plan.of_group(file, terms)) for terms in groups.of(document)]
    of_agencies = [seats for terms, seats in parts if terms.quota.by == "agency"]
    agencies = _with_quota(of_agencies, list(agencies), document.government)
    shared = _by_village(document, parts)
    asked = shared.filter(pl.col("seats") > 0)
    if asked.is_empty() and not agencies:
        raise Refusal("Tidak ada yang mendapat kursi menurut kuota program ini.")
    papers = [_letter(document, asked, agencies, out / LETTER, deadline, contact)]
    papers += _workbooks(document, asked, agencies, out, deadline, contact)
    if any(paper.path.exists() for paper in papers[1:]):
        raise Refusal(
            f"Map {out.name} sudah memuat buku kerja program ini. Pilih map lain agar isiannya tidak tertimpa."
        )
    seats = int(asked["seats"].sum()) + sum(agency.seats for agency in agencies)
    return Parcel(papers, seats, shared.height - asked.height)


def write(parcel: Parcel, advance: Callable[[int], None] = lambda _: None) -> None:
    """Write the letter and the workbooks; `advance(n)` hears of each."""
    if len(parcel.papers) > FEW:
        printing.write(parcel.papers, advance)
        return
    for paper in parcel.papers:
        paper.write()
        advance(1)


def _by_village(document: Document, parts: list[tuple[Terms, pl.DataFrame]]) -> pl.DataFrame:
    """code, name, kind, district, district_name, seats of every village that is asked, all groups together.

    Where pools are larger than a village, each gets an equal part of its pool as a guide to how many it may name;
    where they are agencies, villages are not asked.
    """
    seats: list[pl.DataFrame] = []
    for terms, seats_of in parts:
        villages = seat_plan.villages(document, terms.name)
        if terms.quota.by == "agency":
            continue
        part = seats_of.select("pool", "seats")
        if terms.quota.by == "district":
            inside = {code: [v for v in villages if v[:6] == code[:6]] for code in part["pool"]}
            part = pl.concat(quota.equal(inside[code], total=total) for code, total in part.iter_rows())
        elif terms.quota.by != "village":
            part = quota.equal(villages, total=int(part["seats"].sum()))
        seats.append(part)
    known = reader.load().villages(document.government)
    if not seats:
        return known.clear().with_columns(seats=pl.lit(0, pl.Int64))
    summed = pl.concat(seats).group_by("pool").agg(pl.col("seats").sum())
    return known.join(summed, left_on="code", right_on="pool", how="inner", maintain_order="left")


def _with_quota(of_agencies: list[pl.DataFrame], named: list[Agency], government: str) -> list[Agency]:
    """The agencies to write to: those that the quota gives seats, or those `named` beside a quota of villages.

    Refused when seats are shared by agency and others, or they again, are named beside that.
    """
    if not of_agencies:
        return named
    shared = pl.concat(of_agencies)
    for agency in named:
        near = pools.near_agencies(agency.name, shared, government)
        meant = f" Yang mirip di sana: {', '.join(near)}." if near else ""
        raise Refusal(
            f"Kuota program ini sudah dibagi menurut instansi dalam berkas kuota, jadi --agency “{agency.name}” "
            f"tidak dipakai.{meant} Tambahkan instansi itu ke berkas kuota bila belum ada."
        )
    summed = shared.group_by("pool", maintain_order=True).agg(pl.col("seats").sum())
    return [Agency(name, seats) for name, seats in summed.iter_rows() if seats]


# --- the workbooks -------------------------------------------------------------------------------------------------


def _workbooks(
    document: Document, villages: pl.DataFrame, agencies: list[Agency], out: Path, deadline: date | None,
    contact: str | None,
) -> list[Paper]:  # fmt: skip
    regions = reader.load()
    law = in_force.load()
    start = document.protection_starts
    limit = law.at("eligibility.age_limit", start)
    assert limit is not None
    common = partial(
        Form,
        government=regions.full_name(document.government),
        programme=document.name,
        occupations=_occupations(document),
        start=start,
        min_age=document.criteria.min_age,
        age_limit=int(limit.value),
        deadline=deadline,
        contact=contact,
        as_of=document.as_of,
        demo=document.demo,
        asks_segment=_asks_segment(document),
    )
    papers = []
    for line in villages.iter_rows(named=True):
        name = regions.full_name(line["code"])
        form = common(
            sender=name,
            seats=line["seats"],
            place=f"{name} ({region_code.dotted(line['code'])})",
            district=line["district_name"],
            region_prefix=line["code"][:4],
        )
        path = out / _folder(document, line) / _named(f"{line['code']} {line['name']}.xlsx")
        papers.append(Paper(path, "Templat daftar", template_workbook.write, (form, path)))
    for agency in agencies:
        form = common(
            sender=agency.name,
            seats=agency.seats,
            villages=_places(document),
            region_prefix=document.government[:4],
        )
        path = out / AGENCIES / _named(f"{agency.name}.xlsx")
        papers.append(Paper(path, "Templat daftar", template_workbook.write, (form, path)))
    return papers


def _asks_segment(document: Document) -> bool:
    """Whether it matters for somebody's seat or terms if the roster says BPU or PU."""
    terms = groups.of(document)
    return len({each.segment for each in terms}) > 1 or any(each.quota.by == "segment" for each in terms)


def _folder(document: Document, village: dict[str, str]) -> Path:
    """ "01 Kinal", and above it the kabupaten where a province asks."""
    district = Path(_named(f"{village['district'][4:6]} {village['district_name']}"))
    if region_code.level(document.government) != region_code.PROVINCE:
        return district
    regency = f"{village['code'][:4]}000000"
    return Path(_named(f"{regency[:4]} {reader.load().full_name(regency)}")) / district


def _named(name: str) -> str:
    """A name that every system takes for a file."""
    return _NOT_IN_NAMES.sub("-", name).strip()[:120]


def _places(document: Document) -> tuple[str, ...]:
    """The villages that an agency's people may live in, each with its code, so that none is taken for another."""
    villages = reader.load().villages(document.government)
    rows = villages.select("name", "code").iter_rows()
    return tuple(f"{name} ({region_code.dotted(code)})" for name, code in rows)


def _occupations(document: Document) -> tuple[str, ...]:
    """The names of the occupations that a cell offers: those of every group, else all that the law lets in."""
    found = {
        str(entry["label"])
        for terms in groups.of(document)
        for entry in in_force.load().occupations["entries"]
        if _is_offered(entry, terms)
    }
    return tuple(sorted(found, key=str.casefold))


def _is_offered(entry: dict[str, Any], terms: Terms) -> bool:
    named = {entry["code"], entry["ecosystem"], entry["class"]}
    if terms.occupations is not None and not named & set(terms.occupations):
        return False
    if terms.criteria.occupations != "all":
        return bool(named & set(terms.criteria.occupations))
    if terms.segment == "BPU":
        return entry["class"] in ("works", *(terms.occupations or ())) and not entry.get("is_waged", False)
    return entry["class"] in ("works", "honorarium")


# --- the letter ----------------------------------------------------------------------------------------------------


def _letter(
    document: Document, villages: pl.DataFrame, agencies: list[Agency], path: Path, deadline: date | None,
    contact: str | None,
) -> Paper:  # fmt: skip
    regions = reader.load()
    region = regions.full_name(document.government)
    others = pl.DataFrame(
        [(agency.name, agency.seats) for agency in agencies],
        schema={"name": pl.String, "seats": pl.Int64},
        orient="row",
    ).with_columns(kind=pl.lit("perangkat daerah"))
    quotas = pl.concat([villages, others], how="diagonal").with_columns(
        reserve=pl.col("seats").map_elements(template_workbook.reserve, pl.Int64)
    )
    decision = document.decision
    request = Request(
        government=f"Pemerintah {region}",
        region=region,
        agency=decision.agency,
        addressees=_addressees(document, villages, agencies, region),
        programme=document.name,
        insurance=decree_text.joined(
            [
                name
                for each, name in decree_text.INSURANCE_NAMES.items()
                if any(each in terms.insurance for terms in groups.of(document))
            ]
        ),
        protection=_protection(document),
        criteria=criteria(document, region),
        occupations=None if _takes_everybody(document) else _occupations(document),
        quotas=quotas,
        as_of=document.as_of,
        place=decision.place,
        deadline=deadline,
        contact=contact,
        copies=(document.issuer.title,),
        demo=document.demo,
    )
    return Paper(path, "Surat permintaan data", request_letter.write, (request, path))


def _addressees(document: Document, villages: pl.DataFrame, agencies: list[Agency], region: str) -> tuple[str, ...]:
    """Whom the letter goes to: the camat for their desa, the lurah, and the heads of agencies where any is asked."""
    if region_code.level(document.government) == region_code.VILLAGE:
        return (f"Para Kepala Dusun dan Ketua RT di {region}",)
    asked = set(villages["kind"])
    found = []
    if asked:
        found.append(f"Para Camat di {region}")
    if "desa" in asked:
        found.append("Para Kepala Desa, melalui Camat")
    if "kelurahan" in asked:
        found.append("Para Lurah, melalui Camat")
    found += [f"Kepala {agency.name}" if not agency.name.startswith("Kepala") else agency.name for agency in agencies]
    return tuple(found)


def _protection(document: Document) -> str:
    first = min(wave.start for wave in document.waves)
    last = max(wave.covered()[-1] for wave in document.waves)
    return month.name(first) if first == last else f"{month.name(first)} sampai dengan {month.name(last)}"


def _takes_everybody(document: Document) -> bool:
    return all(terms.criteria.occupations == "all" and terms.occupations is None for terms in groups.of(document))


WORK = {
    "BPU": "bekerja dan berpenghasilan sendiri, tidak menerima upah dari pemberi kerja;",
    "PU": "bekerja pada lembaga atau pemberi kerja yang menjadi sasaran program;",
}


def criteria(document: Document, region: str) -> tuple[str, ...]:
    """Who may be proposed, by law and by the programme, one condition a line."""
    starts = sorted({wave.start for wave in document.waves})
    limit = in_force.load().at("eligibility.age_limit", starts[0])
    assert limit is not None
    days = decree_text.joined([dates.long(start) for start in starts]).replace(" dan ", " atau ")
    day = days if len(starts) == 1 else f"hari pertama gelombangnya ({days})"
    each = method_rules.by_group
    said = [f"penduduk {region} menurut KTP-el;"]
    said += each(
        document,
        lambda terms: f"pada {day} berumur {terms.criteria.min_age} tahun sampai sebelum {limit.value} tahun;",
    )
    said += each(document, lambda terms: WORK[terms.segment])
    said += each(
        document,
        lambda terms: (
            f"berada pada desil kesejahteraan 1 sampai dengan {terms.criteria.max_decile};"
            if terms.criteria.max_decile
            else None
        ),
    )
    said.append("bukan aparatur sipil negara, anggota TNI, atau anggota Polri;")
    said.append("belum menjadi peserta aktif untuk jaminan yang sama.")
    return tuple(said)
