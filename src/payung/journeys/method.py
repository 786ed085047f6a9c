"""From a programme as it stands to the public statement of how people were chosen."""

from __future__ import annotations

from payung.documents.method_statement import Method
from payung.journeys import method_rules, published, recap, sources, templates
from payung.journeys.figures import Figures
from payung.journeys.method_rules import POOLS
from payung.journeys.stages import DrawEvents
from payung.kernel import dates, rupiah
from payung.programme import groups
from payung.programme.document import Approval, Document, Quota
from payung.regions import reader

ANSWERS = {"allowed": "boleh dipakai", "warned": "boleh dipakai dengan peringatan", "blocked": "tidak boleh dipakai"}


def of(document: Document, figures: Figures, draw: DrawEvents, *, demo: bool) -> Method:
    """What the statement says of a programme."""
    region = reader.load().full_name(document.government)
    return Method(
        government=f"Pemerintah {region}",
        programme=document.name,
        as_of=document.as_of,
        seats=_seats(document, figures),
        criteria=(
            *(line.rstrip(";.") for line in templates.criteria(document, region)),
            *method_rules.works(document),
        ),
        order=method_rules.order(document),
        turns=method_rules.turns(document),
        draw_seed=document.draw_seed,
        pool=method_rules.pool(document),
        leftover=method_rules.leftover(document),
        shortage=method_rules.shortage(document),
        frozen=draw.frozen,
        received=draw.received,
        counts=_counts(document, figures),
        money=_money(document, figures),
        policies=tuple(f"{p.source} {p.year} {ANSWERS[p.answer]}: {p.basis}" for p in document.policy),
        approvals=tuple(_approval(each) for each in document.approvals),
        published=tuple(published.compare(document, figures)),
        marks=_marks(document, figures),
        demo=demo,
    )


def _seats(document: Document, figures: Figures) -> str:
    if document.groups:
        shared = "; ".join(f"{terms.name} {_shared(terms.quota)}" for terms in groups.of(document))
        return f"{rupiah.number(figures.seats)} kursi, dibagi menurut kelompok: {shared}."
    quota = document.quota
    _, pools = POOLS[quota.by]
    count = figures.by_village.height if quota.by == "village" else figures.by_pool.height
    return f"{rupiah.number(figures.seats)} kursi bagi {rupiah.number(count)} {pools}, dibagi {_shared(quota)}."


def _shared(quota: Quota) -> str:
    """How the seats of a quota are shared, in words."""
    pool, _ = POOLS[quota.by]
    each = quota.per_village or quota.per_pool
    alike = (
        f"{rupiah.number(each)} kursi tiap {pool}"
        if each
        else f"{rupiah.number(quota.total or 0)} kursi bersama, sisanya satu-satu kepada kode atau nama terkecil"
    )
    return {
        "equal": f"sama banyak, {alike}",
        "fixed": "menurut berkas kuota",
        "proportional": "sebanding dengan bobot dalam berkas kuota",
    }[quota.method]


def _counts(document: Document, figures: Figures) -> tuple[tuple[str, str], ...]:
    silent = len(figures.without_names) if figures.asks_villages else 0
    counts = [
        ("Baris yang diterima", rupiah.number(figures.rows_read)),
        ("Orang yang dikenali", rupiah.number(figures.people)),
        ("Memenuhi syarat", rupiah.number(figures.eligible)),
        ("Terpilih", rupiah.number(figures.selected)),
        ("Kursi disimpan, menunggu keputusan petugas", rupiah.number(figures.held)),
        ("Menunggu sebagai cadangan", rupiah.number(figures.waiting)),
        ("Belum dapat dilindungi", rupiah.number(figures.ineligible)),
        ("Desa/kelurahan yang belum mengusulkan", rupiah.number(silent)),
    ]
    return tuple((label, value) for label, value in counts if value != "0") + tuple(
        ("Di luar program", sentence.split(";")[0]) for sentence in recap.outside(document, figures)
    )


def _money(document: Document, figures: Figures) -> tuple[tuple[str, str], ...]:
    return (
        *(
            (f"Pagu {m.label}", rupiah.format(m.ceiling))
            for m in sources.of(document, figures)
            if m.ceiling is not None
        ),
        ("Iuran bila semua kursi terisi", rupiah.format(figures.planned_total)),
        ("Iuran bagi yang terpilih", rupiah.format(figures.total_contribution)),
    )


def _approval(each: Approval) -> tuple[str, str, str, str]:
    dated = f" tanggal {dates.long(each.dated)}" if each.dated else ""
    return each.what, each.by, f"{each.document or 'nomornya belum diketahui'}{dated}", each.source or "naskahnya"


def _marks(document: Document, figures: Figures) -> tuple[tuple[str, str], ...]:
    list_mark = [("Daftar penerima", figures.decree.list_sha256)] if figures.decree else []
    return (*list_mark, ("Angka hukum", figures.law_sha256), ("Berkas program", document.sha256))
