"""The rules of a choice in words that anybody can repeat: turns, shares, what happens when money is short."""

from collections.abc import Callable, Iterable

from payung.documents.decree_text import joined
from payung.law import in_force
from payung.programme import groups
from payung.programme.document import Document, Quota
from payung.programme.groups import Terms
from payung.selection import pools, sentences

POOLS = {
    "village": ("desa", "desa/kelurahan"),
    "district": ("kecamatan", "kecamatan"),
    "agency": ("instansi pengusul", "instansi pengusul"),
    "occupation": ("kelompok pekerjaan", "kelompok pekerjaan"),
    "segment": ("segmen", "segmen"),
}
"""What seats are shared by, alone and after a number."""
KEYS = {
    "village": "kode wilayahnya (10 angka)",
    "district": "kode kecamatannya (10 angka)",
    "agency": "nama instansinya seperti dalam berkas kuota",
    "occupation": "kode pekerjaannya",
    "segment": "BPU atau PU",
}
"""What is drawn for a pool."""
LEFTOVER = {
    "stay": "Kursi {pool} yang belum mengusulkan cukup orang tetap disimpan bagi {pool} itu.",
    "move": "Kursi kosong berpindah satu demi satu ke {pool} yang masih punya orang menunggu, menurut undian {key}.",
}


def by_group(document: Document, say: Callable[[Terms], str | None]) -> list[str]:
    """What is said of each group: once where it is the same for all, else each with the name of its group."""
    said = [(terms.name, sentence) for terms in groups.of(document) if (sentence := say(terms))]
    if len({sentence for _, sentence in said}) == 1 and len(said) == len(groups.of(document)):
        return [said[0][1]]
    return [f"untuk kelompok {name}: {sentence}" for name, sentence in said]


def pool(document: Document) -> str:
    """Within what people are ranked: "desa", or "desa dan kelompok"."""
    kinds = dict.fromkeys(POOLS[terms.quota.by][0] for terms in groups.of(document))
    return " atau ".join(kinds) + (" dan kelompok" if document.groups else "")


def leftover(document: Document) -> str:
    """What becomes of seats that nobody takes."""
    said = by_group(document, lambda terms: _leftover(terms.quota))
    return " ".join(f"{each[0].upper()}{each[1:]}" for each in said)


def order(document: Document) -> str:
    """The published order, of each group where they differ."""
    return "; ".join(by_group(document, lambda terms: sentences.order_in_words(list(terms.preference))))


def turns(document: Document) -> tuple[str, ...]:
    """What else decides a turn: rotation, lists that are signed, groups that somebody could be in twice."""
    said = []
    if rotating := [f"ke-{number}" for number, wave in enumerate(document.waves, start=1) if wave.rotate]:
        said.append(
            f"Pada gelombang {joined(rotating)} yang sudah mendapat kursi pada gelombang sebelumnya berada di "
            "belakang yang belum."
        )
    if document.groups:
        names = ", ".join(group.name for group in document.groups)
        said.append(
            "Satu orang masuk satu kelompok: menurut kolom segmen pada daftarnya, atau yang pertama memuat "
            f"pekerjaannya menurut urutan ini: {names}."
        )
    said.append("Yang tercantum dalam keputusan yang sudah ditandatangani tetap pada tempatnya, di depan yang lain.")
    return tuple(said)


def shortage(document: Document) -> str:
    """Whom money reaches first."""
    kinds = dict.fromkeys(terms.quota.by for terms in groups.of(document))
    drawn = joined([f"{POOLS[kind][0]} memakai {KEYS[kind]}" for kind in kinds])
    waves = "Gelombang dilayani menurut urutannya. " if len(document.waves) > 1 else ""
    later = (
        " Program jaminan yang boleh tertinggal dibayar sesudah semua orang mendapat yang wajib."
        if any(terms.optional for terms in groups.of(document))
        else ""
    )
    return (
        f"Bila pagu kurang: {waves}Dana diberikan kepada urutan 1 setiap bagian, lalu urutan 2, dan seterusnya; "
        f"dalam satu putaran menurut undian yang sama atas kunci bagian itu ({drawn}), bukan NIK.{later}"
    )


def works(document: Document) -> list[str]:
    """The occupations that each group takes, in words; nothing where any work counts."""
    return [
        *by_group(document, lambda terms: _works(terms.occupations or ())),
        *by_group(
            document,
            lambda terms: _works([] if terms.criteria.occupations == "all" else terms.criteria.occupations),
        ),
    ]


def _works(named: Iterable[str]) -> str | None:
    labels = {str(entry["code"]): str(entry["label"]).lower() for entry in in_force.load().occupations["entries"]}
    said = [(labels | CLASSES | pools.ECOSYSTEMS)[each] for each in dict.fromkeys(named)]
    return f"pekerjaannya termasuk {joined(said).replace(' dan ', ' atau ')}" if said else None


CLASSES = {
    "works": "yang bekerja sendiri",
    "honorarium": "penerima honorarium lembaga desa atau pemerintah",
    "not-working": "yang belum bekerja",
    "asn-tni-polri": "ASN, TNI, atau Polri",
}
"""Classes of occupations in words."""


def _leftover(quota: Quota) -> str:
    return LEFTOVER[quota.leftover].format(pool=POOLS[quota.by][0], key=KEYS[quota.by])
