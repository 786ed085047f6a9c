"""What a Keputusan perubahan says: which decree it changes, why, and what the list is afterwards; no layout."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from payung.documents import decree_text
from payung.documents.decree_text import DecreeText, Diktum, joined, money, number
from payung.kernel import dates, month

ORDINALS = ("", "Kedua", "Ketiga", "Keempat", "Kelima", "Keenam", "Ketujuh", "Kedelapan", "Kesembilan", "Kesepuluh")


@dataclass(frozen=True)
class Cited:
    """A signed decree as another one cites it."""

    number: str
    signed_on: date


@dataclass(frozen=True)
class Amended:
    """The numbers of an amendment. Rupiah whole; `used` is due for months that people now removed were covered.

    `leaving` counts those removed by reason in words, `coming` those added. `chain` are the signed decrees from the
    first to the one that is amended.
    """

    ordinal: int
    effective: date
    chain: tuple[Cited, ...]
    leaving: Mapping[str, int]
    coming: Mapping[str, int]
    people_before: int
    people_after: int
    total_before: int
    total_after: int
    used: int
    changes_sha256: str

    @property
    def removed(self) -> int:
        return sum(self.leaving.values())

    @property
    def added(self) -> int:
        return sum(self.coming.values())

    @property
    def cost(self) -> int:
        """Contribution of everybody who is or was on the list."""
        return self.total_after + self.used


def counted(ordinal: int) -> str:
    """ "Perubahan", "Perubahan Kedua", "Perubahan Kesebelas" as far as there are words, then "Perubahan Ke-12".

    >>> counted(1), counted(2), counted(12)
    ('Perubahan', 'Perubahan Kedua', 'Perubahan Ke-12')
    """
    nth = ORDINALS[ordinal - 1] if ordinal <= len(ORDINALS) else f"Ke-{ordinal}"
    return f"Perubahan {nth}".strip()


def amendment(text: DecreeText, amended: Amended) -> DecreeText:
    """The words of the amendment: `text` is what the first decree says, with number and day of the amendment."""
    issuer = text.issuer
    first = amended.chain[0]
    cited = f"{issuer.full_decree} Nomor {first.number} Tahun {first.signed_on.year}"
    named = f"{cited} tentang {text.subject}"
    subject = f"{counted(amended.ordinal)} atas {named}"
    return replace(
        text,
        subject=subject,
        people=amended.people_after,
        total=amended.total_after,
        considerations=_considerations(issuer, subject, named, first, amended),
        attention=(*text.attention, *(_named(issuer, one) for one in amended.chain)),
        diktums=_diktums(issuer, cited, named, amended),
    )


def _named(issuer: decree_text.Issuer, cited: Cited) -> str:
    return (
        f"{issuer.full_decree} Nomor {cited.number} Tahun {cited.signed_on.year}, ditetapkan tanggal "
        f"{dates.long(cited.signed_on)};"
    )


def _since_changed(issuer: decree_text.Issuer, amended: Amended) -> str:
    """How a decree is cited that was amended before (UU 12/2011, Lampiran II)."""
    earlier = amended.chain[1:]
    if not earlier:
        return ""
    last = f"{issuer.full_decree} Nomor {earlier[-1].number} Tahun {earlier[-1].signed_on.year}"
    if len(earlier) == 1:
        return f" sebagaimana telah diubah dengan {last}"
    return f" sebagaimana telah beberapa kali diubah, terakhir dengan {last}"


def _considerations(
    issuer: decree_text.Issuer, subject: str, named: str, first: Cited, amended: Amended
) -> tuple[str, ...]:
    happened = joined([f"{count} orang {reason}" for reason, count in amended.leaving.items()])
    came = joined([f"{count} orang karena {reason}" for reason, count in amended.coming.items()])
    said = []
    if happened:
        said.append(f"sejak keputusan itu ditetapkan terdapat {happened}")
    if came:
        said.append(f"perlu ditambahkan {came}")
    return (
        f"bahwa dengan {named}{_since_changed(issuer, amended)} telah ditetapkan {number(amended.people_before)} "
        "orang penerima bantuan iuran;",
        f"bahwa {', dan '.join(said)}, sehingga daftar penerima perlu diubah;",
        "bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a dan huruf b, perlu menetapkan "
        f"{issuer.decree} tentang {subject};",
    )


def _diktums(issuer: decree_text.Issuer, cited: str, named: str, amended: Amended) -> tuple[Diktum, ...]:
    this = f"{issuer.decree} ini"
    points = []
    if amended.removed:
        points.append(f"menghapus {number(amended.removed)} orang sebagaimana tercantum dalam Lampiran I")
    if amended.added:
        points.append(f"menambahkan {number(amended.added)} orang sebagaimana tercantum dalam Lampiran II")
    lead = (
        f"Mengubah Lampiran {named}{_since_changed(issuer, amended)}, dengan Lampiran yang merupakan bagian tidak "
        f"terpisahkan dari {this},"
    )
    ended, begun = [], []
    if amended.removed:
        ended.append(
            f"Bantuan iuran bagi orang yang dihapus tidak dibayar lagi mulai bulan {month.name(amended.effective)}"
        )
    if amended.added:
        begun.append("bantuan iuran bagi orang yang ditambahkan dibayar mulai bulan yang tercantum dalam Lampiran II")
    spans = ", dan ".join([*ended, *begun])
    used = ""
    if amended.used:
        used = f", termasuk {money(amended.used)} untuk bulan yang telah berjalan bagi orang yang dihapus"
    return (
        Diktum(f"{lead} yaitu:", decree_text.pointed(tuple(points)))
        if len(points) > 1
        else Diktum(f"{lead} yaitu {points[0]}."),
        Diktum(f"{spans[:1].upper()}{spans[1:]}."),
        Diktum(
            f"Dengan perubahan itu jumlah penerima bantuan iuran menjadi {number(amended.people_after)} orang, "
            f"semula {number(amended.people_before)} orang, dan jumlah bantuan iuran seluruhnya menjadi "
            f"{money(amended.cost)}, semula {money(amended.total_before)}{used}."
        ),
        Diktum(f"Ketentuan lain dalam {cited}{_since_changed(issuer, amended)} tetap berlaku."),
        Diktum(
            "Data pribadi dalam Lampiran hanya dipakai untuk pelaksanaan bantuan iuran ini; kepada masyarakat "
            "diumumkan daftar yang nama dan NIK-nya disamarkan."
        ),
        Diktum(f"{this} mulai berlaku pada tanggal ditetapkan."),
    )
