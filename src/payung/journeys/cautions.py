"""What the officer must know of a programme's figures before signing."""

from __future__ import annotations

from datetime import date

from payung.journeys.figures import Figures
from payung.kernel import month, rupiah
from payung.law import benefit
from payung.regions import reader

FULL_MONTHS = 3
MOST_NAMED = 5


def of(figures: Figures) -> list[str]:
    """What the officer must know before signing, most costly first."""
    said = of_death(figures.start, figures.months)
    if figures.pairs_undecided:
        said.append(
            f"{figures.pairs_undecided} pasangan ragu menunggu keputusan petugas; "
            f"{figures.held} kursi disimpan untuk mereka. "
            "Putuskan dalam pasangan.xlsx, atau dengan payung pairs list."
        )
    if figures.rows_read and not figures.people:
        said.append("Semua baris ditolak karena datanya perlu diperbaiki, jadi belum ada rancangan SK.")
    if figures.asks_villages and figures.without_names:
        said.append(f"Belum mengusulkan satu nama pun: {_listed(figures.without_names)}.")
    said += figures.pool_warnings
    if figures.without_usable_names:
        said.append(f"Mengusulkan nama, tetapi semua barisnya ditolak: {_listed(figures.without_usable_names)}.")
    said += _empty_seats(figures)
    if not figures.confirmed:
        said.append("Sebagian angka iuran belum dikonfirmasi; lihat payung law explain contribution.")
    return said


def of_death(start: date, months: int) -> list[str]:
    """What a short cover means for a family: when a death pays less, and what few months buy."""
    said = []
    short = [(day, death) for day, death in benefit.by_month(start, months) if death.is_short]
    if short:
        amount = rupiah.format(short[0][1].amount)
        doubt = "" if short[0][1].is_confirmed else " (belum dikonfirmasi)"
        when = _when([day for day, _ in short], start)
        said.append(
            f"{when}, meninggal bukan karena kecelakaan kerja hanya dibayar {amount}{doubt}: {short[0][1].reference}."
        )
    if months < FULL_MONTHS:
        full = "" if short else "Pada masa ini santunan meninggal masih dibayar penuh. "
        said.append(
            f"Dana hanya untuk {months} bulan. {full}Bila dimulai sesudah aturan 2025, meninggal sebelum "
            "3 bulan kepesertaan dibayar Rp 10.000.000 saja (batas bulan ketiganya belum dikonfirmasi); "
            "iuran yang berhenti 3 bulan mengakhiri kepesertaan."
        )
    return said


def _when(months: list[date], start: date) -> str:
    """In which months of the cover: the first ones, or those named."""
    if months == month.range(start, len(months)):
        return f"Selama {len(months)} bulan pertama"
    return "Dalam bulan " + " dan ".join(month.name(day) for day in months)


def _empty_seats(figures: Figures) -> list[str]:
    """Where somebody waits for an empty seat, money is lacking; elsewhere the pool has nobody left."""
    empty, unpaid = int(figures.by_pool["empty"].sum()), int(figures.by_pool["unpaid"].sum())
    said = []
    if unpaid:
        said.append(f"{rupiah.number(unpaid)} kursi tidak terisi: pagu tidak cukup.")
    if unnamed := empty - unpaid:
        where = "di desanya" if (figures.by_pool["by"] == "village").all() else "untuk kuotanya"
        said.append(f"{rupiah.number(unnamed)} kursi tidak terisi: calon yang memenuhi syarat {where} kurang.")
    return said


def _listed(villages: list[str]) -> str:
    """The names of the first villages, and how many more there are."""
    names = [reader.load().full_name(code) for code in villages[:MOST_NAMED]]
    rest = len(villages) - len(names)
    return ", ".join(names) + (f" dan {rupiah.number(rest)} desa/kelurahan lain" if rest else "")
