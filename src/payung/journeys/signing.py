"""Record the signature of the decree that waits, and tell the chain of decrees of a programme."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from payung.accounts import actions as accounts
from payung.accounts.models import Government
from payung.decree import actions, queries
from payung.decree.models import Decree
from payung.kernel import dates, month, rupiah
from payung.kernel.refusal import Refusal
from payung.programme import local_day
from payung.programme.models import Programme
from payung.storage import files

ORDINALS = ("", "Kedua", "Ketiga", "Keempat", "Kelima", "Keenam", "Ketujuh", "Kedelapan", "Kesembilan", "Kesepuluh")


class NothingToSign(Refusal):
    """No draft waits for a signature."""


class NotASignature(Refusal):
    """Number, day, signer or scan cannot be what was signed."""


def sign(
    programme: Programme, *, number: str, on: date, signer: str, scan: Path | None, name: str, at: datetime
) -> str:
    """Record the signature under the draft that waits; gives the sentence to show.

    Raises NothingToSign, NotASignature, and what `decree.actions.sign` raises.
    """
    number, signer = " ".join(number.split()), " ".join(signer.split())
    if not number or not signer:
        raise NotASignature("Nomor dan penandatangan tidak boleh kosong.")
    today = local_day.of(programme.government, at)
    if on > today:
        raise NotASignature(
            f"Tanggal tanda tangan {dates.long(on)} belum tiba; hari ini {dates.long(today)}. Periksa --on."
        )
    draft = queries.open_draft(programme.pk)
    if draft is None:
        raise NothingToSign(
            "Tidak ada rancangan yang menunggu tanda tangan. "
            + (
                "SK yang berlaku sudah tercatat; perubahan dirancang dengan payung decree amend."
                if queries.in_force(programme.pk)
                else "Jalankan payung run dahulu."
            )
        )
    proof = None
    if scan is not None:
        if not scan.is_file():
            raise NotASignature(f"Pindaian {scan.name} tidak ditemukan. Periksa nama dan mapnya.")
        proof = files.put(scan)
    government = Government.objects.get(code=programme.government)
    by = accounts.operator(name=name, government=government, by=None, at=at)
    actions.sign(decree_id=draft.pk, number=number, signed_on=on, signer=signer, proof_sha256=proof, by=by, at=at)
    return (
        f"Tercatat: {title(draft)} nomor {number} tanggal {dates.long(on)}, {rupiah.number(draft.people)} orang. "
        "Daftarnya sekarang hanya berubah dengan Keputusan perubahan."
    )


def status(programme: Programme) -> list[str]:
    """Lines that tell every signed decree in its order, and the draft that waits."""
    said = []
    for decree in queries.chain(programme.pk):
        said.append(
            f"{title(decree)}: nomor {decree.signature.number}, {dates.long(decree.signature.signed_on)}, "
            f"ditandatangani {decree.signature.signer}"
        )
        said += _content(decree)
    draft = queries.open_draft(programme.pk)
    if draft is not None:
        said += [f"{title(draft)}: rancangan, menunggu tanda tangan", *_content(draft)]
    return said or ["Belum ada rancangan SK. Jalankan payung run dahulu."]


def title(decree: Decree) -> str:
    """ "SK", "Perubahan", "Perubahan Kedua" ..."""
    amendment = getattr(decree, "amendment", None)
    if amendment is None:
        return "SK"
    nth = amendment.ordinal
    return f"Perubahan {ORDINALS[nth - 1] if nth <= len(ORDINALS) else f'Ke-{nth}'}".strip()


def _content(decree: Decree) -> list[str]:
    amendment = getattr(decree, "amendment", None)
    lines = [
        f"  {rupiah.number(decree.people)} orang, {rupiah.format(decree.cost)}, kode keaslian {decree.list_sha256}"
    ]
    if amendment is not None:
        lines.append(
            f"  {rupiah.number(amendment.removed)} dihapus, {rupiah.number(amendment.added)} ditambahkan mulai "
            f"{month.name(amendment.effective)}, kode keaslian perubahan {amendment.changes_sha256}"
        )
        if amendment.used:
            lines.append(
                f"  termasuk {rupiah.format(amendment.used)} untuk bulan yang telah berjalan bagi yang dihapus"
            )
    return lines
