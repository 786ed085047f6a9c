"""What a list must pass before it is drafted and once more before its signature: answers, seats, money."""

from __future__ import annotations

from datetime import date

import polars as pl

from payung.decree import changes, queries
from payung.decree.models import Decree
from payung.funding import queries as funding
from payung.kernel import rupiah
from payung.kernel.refusal import Refusal
from payung.matching import queries as matching_queries
from payung.matching import receivers
from payung.people import queries as people_queries
from payung.programme import local_day
from payung.programme.models import Programme


class MatchingIncomplete(Refusal):
    """The programme wants answers of others before its decree, and some are missing."""


class NamesSomebodyWithoutSeat(Refusal):
    """People of the draft lost their seats since it was made, and that was known on the day of the signature."""


class AboveCeiling(Refusal):
    """The list and the months already paid for those who left cost more than every ceiling together."""


def must_be_matched(programme: Programme, people: pl.DataFrame) -> None:
    """Everybody of `people` (person_id, sighting_id) has an answer of each source that the programme requires."""
    required = list(
        {receivers.of(name).key: receivers.of(name) for name in programme.read().matching.required}.values()
    )
    gaps = matching_queries.gaps(programme.pk, people, [source.key for source in required])
    if gaps:
        missing = ", ".join(f"{gaps[one.key]} orang menunggu {one.short}" for one in required if one.key in gaps)
        raise MatchingIncomplete(
            f"Rancangan keputusan menunggu hasil pencocokan: {missing}. Kirim daftarnya dengan payung match out, "
            "masukkan balasannya dengan payung match in; keadaannya ada pada payung match status."
        )


def must_still_hold(programme: Programme, decree: Decree, signed_on: date) -> None:
    """Nobody named by a draft has lost his seat by the day of its signature, and required answers still stand.

    What became known on a later day does not undo a signature that was given before: it is a matter of an amendment.
    """
    lost = queries.seatless(decree)
    days = [local_day.of(programme.government, each) for each in lost["since"]]
    known = sum(day <= signed_on for day in days)
    if known:
        raise NamesSomebodyWithoutSeat(
            f"Rancangan ini masih memuat {rupiah.number(known)} orang yang sudah tidak mendapat kursi. "
            "Jalankan payung run untuk rancangan yang baru, lalu mintakan tanda tangan pada yang baru itu."
        )
    if not programme.read().matching.required:
        return
    named = queries.entries(decree.pk).select("person_id").unique()
    if hasattr(decree, "amendment"):
        named = queries.changes_of(decree.pk).filter(kind=changes.ADDED).select("person_id").unique()
    must_be_matched(programme, people_queries.people(programme.pk).join(named, on="person_id", how="semi"))


def must_be_affordable(programme: Programme, total: int, used: int) -> None:
    """What a list costs, with the months that passed for those who left, stays within all ceilings together."""
    ceiling = sum(line.ceiling for line in funding.lines(programme.pk))
    if total + used > ceiling:
        over = total + used - ceiling
        raise AboveCeiling(
            f"Daftar setelah perubahan berbiaya {rupiah.format(total)}, dan bulan yang sudah berjalan dari yang "
            f"keluar {rupiah.format(used)}: {rupiah.format(over)} di atas seluruh pagu. Naikkan pagu pada berkas "
            "program, atau kurangi kuotanya, lalu jalankan payung run."
        )
