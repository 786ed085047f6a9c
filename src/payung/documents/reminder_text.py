"""Reminders to villages that named nobody, one a sub-district, ready to be sent as a message; no names of people."""

from pathlib import Path

from payung.documents.recap import Recap
from payung.kernel import dates, rupiah


def compose(recap: Recap) -> str:
    """One message a sub-district; empty when every village has named somebody who can be judged."""
    messages = []
    for part in recap.silent.partition_by("district", maintain_order=True):
        first = part.row(0, named=True)
        listed = "\n".join(
            f"- {line['village_kind'].capitalize()} {line['village_name']}"
            + (f": {_seats(line['seats'], line['moved'])}" if recap.villages_have_seats else "")
            + (f" ({line['named']} baris diterima, semuanya perlu dibetulkan)" if line["named"] else "")
            for line in part.iter_rows(named=True)
        )
        kept = (
            "Kursinya dibagi bersama desa lain, jadi yang terlambat dapat kehabisan kursi."
            if not recap.villages_have_seats
            else "Kursinya masih disimpan bagi desa itu."
            if recap.seats_stay
            else "Kursi yang kosong dapat berpindah ke desa lain."
        )
        messages.append(
            f"Yth. Camat {first['district_name']}\n\n"
            f"Sampai {dates.long(recap.as_of)} kami belum menerima satu nama yang dapat dipakai untuk program "
            f"“{recap.programme}” dari:\n{listed}\n\n{kept} Mohon daftar calonnya dikirim dengan "
            f"buku kerja yang menyertai surat "
            f"permintaan data. Bila ada kesulitan, sampaikan kepada {recap.agency or 'dinas pelaksana'}. "
            "Pengusulan ini gratis.\n"
        )
    mark = "(DATA CONTOH)\n\n" if recap.demo and messages else ""
    return mark + "\n----------\n\n".join(messages)


def _seats(now: int, moved: int) -> str:
    """The seats a village was promised, and how many of them others have got since."""
    promised = f"{rupiah.number(now - min(moved, 0))} kursi"
    return f"{promised}, {rupiah.number(-moved)} sudah berpindah ke desa lain" if moved < 0 else promised


def write(recap: Recap, path: Path) -> None:
    """Write `pengingat.txt`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(compose(recap), "utf-8")
