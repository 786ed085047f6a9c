"""The reference page of the formats that are recognised by content."""

from payung.roster import columns
from payung.roster.reading import formats


def reference() -> str:
    """Markdown: every format with how it arrives, its columns, which of them are used, and its traps."""
    lines = [
        "# Bentuk daftar yang dikenali",
        "",
        "Dibuat dari `src/payung/roster/reading/layouts/`. Bentuk dikenali dari judul kolomnya, bukan dari nama",
        "berkas: urutan, huruf besar, titik, dan garis bawah tidak berpengaruh; kolom boleh lebih atau kurang. Yang",
        "tidak dikenali dibaca sebagai daftar biasa. Bila judul cocok dengan dua bentuk, tidak ada yang ditebak.",
    ]
    for known in formats.catalogue().values():
        lines += ["", f"## {known.label}", "", f"`{known.name}`. {known.arrives}"]
        if known.columns:
            lines += ["", f"Kolom: {', '.join(known.columns)}."]
        if known.fields:
            order = [field for field in columns.FIELDS if field in known.fields]
            used = ", ".join(f"{columns.FIELDS[field]} (`{known.fields[field]}`)" for field in order)
            lines += ["", f"Dipakai: {used}."]
        if known.traps:
            lines += ["", *[f"- {trap}" for trap in known.traps]]
    return "\n".join(lines) + "\n"


def summary() -> str:
    """The labels in one sentence, for the help page."""
    labels = [known.label for known in formats.catalogue().values() if known.people]
    return f"Dikenali dari isinya: {'; '.join(labels)}. Daftar lain dibaca menurut judul kolomnya."
