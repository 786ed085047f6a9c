"""A summary that fits into a WhatsApp message: at most 700 characters, no names."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from payung.documents import spans
from payung.documents.decree_text import joined
from payung.kernel import rupiah

LONGEST = 700
_RISKS = {
    "JKK": "kecelakaan kerja (JKK)",
    "JKM": "kematian (JKM)",
    "JHT": "hari tua (JHT)",
    "JP": "masa pensiun (JP)",
}


@dataclass(frozen=True)
class Summary:
    """The figures of one list; money in whole rupiah, `as_of` as people write it ("29 November 2024")."""

    programme: str
    region: str
    people: int
    start: date
    months: int
    parts: dict[str, int]
    villages: int
    districts: int
    total: int
    source: str
    as_of: str
    pools: str = ""  # what seats are shared by, where that is no village: "6 instansi"
    ceiling_left: int | None = None  # after what is kept for seats that wait
    held: tuple[int, int] = (0, 0)  # seats kept for undecided pairs, and the rupiah they cost
    waiting: int = 0
    ineligible: int = 0
    decree: str | None = None
    link: str | None = None
    demo: bool = True
    groups: tuple[tuple[str, int, int], ...] = ()  # name, people, rupiah a person and month; where terms differ
    own: int = 0  # what participants pay themselves, beside `total`
    spans: tuple[tuple[date, int], ...] = ()  # first month and months of each wave, where they differ


def compose(summary: Summary) -> str:
    """Write the message; the least needed lines fall away until it fits."""
    tariff = rupiah.format(sum(summary.parts.values()))
    count = rupiah.number(summary.people)
    left = "" if summary.ceiling_left is None else f" Sisa pagu {rupiah.format(summary.ceiling_left)}."
    seats, cost = summary.held
    kept = f" Disimpan {rupiah.number(seats)} kursi pasangan ragu: {rupiah.format(cost)}." if seats else ""
    own = f" Peserta membayar sendiri {rupiah.format(summary.own)}." if summary.own else ""
    groups = "; ".join(f"{name} {rupiah.number(n)} × {rupiah.format(each)}" for name, n, each in summary.groups)
    free = "Selain itu tidak boleh ada pungutan." if summary.own else "Gratis bagi pekerja: tidak boleh ada pungutan."
    exact = not summary.groups and summary.people * sum(summary.parts.values()) * summary.months == summary.total
    sum_ = f"{count} × {tariff} × {summary.months} bulan = " if exact else ""
    pools = f", menurut kuota {summary.pools}" if summary.pools else ""
    when = spans.in_words(summary.spans or [(summary.start, summary.months)])
    protected = "terlindungi" if summary.decree else "akan terlindungi"
    outside = f" Belum memenuhi syarat: {rupiah.number(summary.ineligible)} orang." if summary.ineligible else ""
    blocks = [
        (0, f"*{summary.programme}*" + (" (DATA CONTOH)" if summary.demo else "")),
        (0, f"{count} pekerja di {summary.region} {protected} {when} dari risiko "
            f"{joined([_RISKS[name] for name in summary.parts])}, "
            f"tersebar di {rupiah.number(summary.villages)} desa/kelurahan, {summary.districts} kecamatan{pools}."),
        (0, f"Iuran: {sum_}*{rupiah.format(summary.total)}* ({summary.source}).{own}{kept}{left}"),
        (2, f"Sebulan: {groups}." if groups else ""),
        (2, f"Cadangan: {rupiah.number(summary.waiting)} orang, dipanggil menurut urutan.{outside}"),
        (1, free),
        (3, f"Dasar: {summary.decree}" if summary.decree else "Keputusan masih rancangan."),
        (4, f"Periksa angka: {summary.link}" if summary.link else ""),
        (1, f"Keadaan {summary.as_of}"),
    ]  # fmt: skip
    for least in (9, 4, 3, 2, 1):
        text = "\n\n".join(line for weight, line in blocks if line and weight < least)
        if len(text) <= LONGEST:
            return text + "\n"
    return text[: LONGEST - 2] + "…\n"


def write(summary: Summary, path: Path) -> str:
    """Write `ringkasan.txt` and give its text."""
    text = compose(summary)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return text
