"""From a programme's figures to what its decree, budget and summary say; no layout, no database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import polars as pl

from payung.documents import amendment_text, budget, citations, decree_text, summary_text
from payung.documents.lists import Heading
from payung.journeys import cautions, published, sources
from payung.journeys.amended import Amendment
from payung.journeys.cautions import FULL_MONTHS
from payung.journeys.figures import Figures, GroupFigures
from payung.kernel import dates, month, region_code, rupiah
from payung.law import benefit
from payung.programme.document import Document
from payung.regions import reader


def as_of(document: Document) -> date:
    """The day a paper is about: what the programme says, never the clock."""
    return document.as_of


def heading(document: Document, demo: bool, list_sha256: str | None = None) -> Heading:
    """What stands above a list."""
    region = reader.load().full_name(document.government)
    return Heading(region, document.name, as_of(document), demo=demo, list_sha256=list_sha256)


def decree(document: Document, figures: Figures) -> decree_text.DecreeText:
    """The words of the decree: considerations of the programme file where it has any, else the standard ones."""
    assert figures.decree is not None
    decision = document.decision
    signature = getattr(figures.decree, "signature", None)
    number, signed_on = (signature.number, signature.signed_on) if signature else (decision.number, decision.dated)
    issuer = _issuer(document)
    text = decree_text.standard(
        issuer=replace(issuer, signer=signature.signer) if signature else issuer,
        figures=decree_text.Figures(
            people=figures.decree.people,
            parts=figures.parts if figures.is_uniform else figures.aided,
            start=figures.start,
            months=figures.reach,
            total=figures.decree.total - figures.own_contribution,
            tariffs=() if figures.is_uniform else _tariffs(figures),
            periods=_tariffs(figures) if figures.is_uniform else (),
            has_kelurahan=any(region_code.kind(code) == "kelurahan" for code in figures.by_village["village"]),
            list_sha256=figures.decree.list_sha256,
            list_salt=figures.decree.list_salt,
        ),
        year=figures.start.year,
        fundings=tuple(
            decree_text.Funding(money.name, money.short, money.reserved)
            for money in sources.of(document, figures)
            if money.reserved and money.source != "self"
        ),
        mengingat=document.legal_basis.mengingat,
        memperhatikan=[*document.legal_basis.memperhatikan, *_agreement(document)],
        as_of=as_of(document),
        agency=decision.agency,
        number_=number if signed_on else None,
        signed_on=signed_on if number else None,
        copies=tuple(decision.copies),
        title=decision.about or _about(document, figures),
    )
    considered = tuple(citations.expand(document.legal_basis.menimbang, ranked=False))
    return replace(
        text,
        considerations=considered or text.considerations,
        initials=tuple(decision.initials) or text.initials,
    )


def _about(document: Document, figures: Figures) -> str | None:
    """The title where groups have names; None for the usual one."""
    if not document.groups:
        return None
    who = decree_text.joined([group.name for group in figures.groups if group.people])
    region = reader.load().full_name(document.government)
    return decree_text.subject(figures.aided, region, figures.start.year, who)


def _tariffs(figures: Figures) -> tuple[decree_text.Tariff, ...]:
    """The terms of the list, one line a group, insurance and period, whoever among the budgets pays."""
    found: dict[tuple[object, ...], decree_text.Tariff] = {}
    for way, people in figures.ways:
        parts, own = way.first_month(is_budget=True), way.first_month(is_budget=False)
        key = (way.group, way.insurance, way.start, way.months, tuple(parts.items()), tuple(own.items()))
        total = people * sum(way.amount(name, is_budget=True) for name in way.insurance)
        known = found.get(key)
        found[key] = decree_text.Tariff(
            group=way.group,
            segment=way.segment,
            insurance=way.insurance,
            people=people + (known.people if known else 0),
            parts=parts,
            own=own,
            start=way.start,
            months=way.months,
            total=total + (known.total if known else 0),
        )
    return tuple(found.values())


def _groups(figures: Figures) -> Iterator[tuple[str, int, int]]:
    tariffs = _tariffs(figures)
    for name, tariff in zip(decree_text.named(tariffs), tariffs, strict=True):
        yield name, tariff.people, sum(tariff.parts.values())


def amendment(document: Document, figures: Figures, change: Amendment) -> decree_text.DecreeText:
    """The words of the amendment: those of the first decree, with number and day of the amendment's own signature."""
    decided = decree(document, figures)
    signed = change.signature
    text = amendment_text.amendment(decided, change.amended)
    return replace(
        text,
        year=signed.signed_on.year if signed else change.drafted_on.year,
        number=signed.number if signed else None,
        signed_on=signed.signed_on if signed else None,
        as_of=signed.signed_on if signed else change.drafted_on,
    )


def _issuer(document: Document) -> decree_text.Issuer:
    regions = reader.load()
    province = f"{document.government[:2]}00000000"
    return decree_text.Issuer(
        title=document.issuer.title,
        region=regions.full_name(document.government),
        decree=document.decree_name,
        province=None if document.government == province else regions.full_name(province),
        place=document.decision.place or decree_text.Issuer.place,
        signer=document.decision.signer,
    )


def _agreement(document: Document) -> list[str]:
    agreement = document.agreement
    if not agreement.number:
        return []
    parties = f" antara {decree_text.joined(agreement.parties)}" if agreement.parties else ""
    dated = f" tanggal {dates.long(agreement.signed_on)}" if agreement.signed_on else ""
    return [f"Perjanjian Kerja Sama{parties} Nomor {agreement.number}{dated}"]


def statement(document: Document, figures: Figures, demo: bool) -> budget.Statement:
    """The figures of the budget workbook."""
    return budget.Statement(
        region=reader.load().full_name(document.government),
        programme=document.name,
        as_of=as_of(document),
        parts=figures.parts,
        start=figures.start,
        months=figures.months,
        people=figures.selected,
        ceiling=figures.ceiling,
        sources=tuple(
            budget.Source(
                f"{money.source} {money.year}", money.name, None if money.source == "self" else money.ceiling
            )
            for money in sources.of(document, figures)
        ),
        deaths=tuple(_deaths(figures.start)),
        tariff_note="; ".join(_terms(group) for group in figures.groups),
        notes=tuple(cautions.of(figures)),
        pools=figures.by_pool.filter(pl.col("by") != "village"),
        published=tuple(published.compare(document, figures)),
        published_remarks=tuple(published.remarks(document, figures)),
        list_sha256=figures.decree.list_sha256 if figures.decree else None,
        demo=demo,
        spans=figures.spans if len(figures.spans) > 1 else (),
        held=(figures.held, figures.held_contribution),
    )


def _terms(group: GroupFigures) -> str:
    whose = f"{group.name}: segmen" if group.name else "Segmen"
    return f"{whose} {group.segment}, dasar {rupiah.format(group.income)} sebulan"


def _deaths(start: date) -> list[budget.Death]:
    """What a death pays by months covered: by the law of the start, and of a year later where it differs."""
    said: list[budget.Death] = []
    for day in (start, month.add(start, 12)):
        shown = {months: benefit.death(day, months) for months in range(1, FULL_MONTHS + 2)}
        amounts = {months: death.amount for months, death in shown.items()}
        if said and said[-1].amounts == amounts:
            continue
        said.append(
            budget.Death(
                f"aturan {month.name(day)}",
                amounts,
                reference=shown[1].reference,
                confirmed=all(death.is_confirmed for death in shown.values()),
            )
        )
    return said


def summary(document: Document, figures: Figures, demo: bool) -> summary_text.Summary:
    """The figures of the message for WhatsApp."""
    covered = figures.by_village.filter(pl.col("selected") > 0)["village"]
    return summary_text.Summary(
        programme=document.name,
        region=reader.load().full_name(document.government),
        people=figures.selected,
        start=figures.start,
        months=figures.reach,
        parts=figures.parts if figures.is_uniform else figures.insured,
        groups=() if figures.is_uniform else tuple(_groups(figures)),
        own=figures.own_contribution,
        villages=covered.len(),
        districts=covered.str.slice(0, 6).n_unique(),
        total=figures.total_contribution - figures.own_contribution,
        source=decree_text.joined(
            [money.label for money in sources.of(document, figures) if money.reserved and money.source != "self"]
        ),
        as_of=dates.long(as_of(document)),
        pools=_pools(figures),
        ceiling_left=figures.ceiling_left,
        held=(figures.held, figures.held_contribution),
        waiting=figures.waiting,
        ineligible=figures.ineligible,
        demo=demo,
        spans=figures.spans if len(figures.spans) > 1 else (),
    )


POOLS = {"district": "kecamatan", "agency": "instansi", "occupation": "jenis pekerjaan", "segment": "segmen"}


def _pools(figures: Figures) -> str:
    """ "6 instansi dan 2 segmen": the pools that have somebody, where pools are no villages."""
    filled = figures.by_pool.filter(pl.col("selected") > 0)
    counts = {by: filled.filter(pl.col("by") == by).height for by in POOLS}
    return decree_text.joined([f"{count} {POOLS[by]}" for by, count in counts.items() if count])
