"""The reference page of everything that a check can say."""

from payung.roster import codes

SEVERITY = {
    ("error", "data"): "Salah: barisnya belum diambil alih",
    ("error", "rule"): "Tidak memenuhi: barisnya dicatat, aturan menentukan",
    ("warning", None): "Periksa",
    ("info", None): "Diperbaiki",
}
ABOUT = {"sheet": "Tentang lembar", "file": "Tentang berkas"}


def reference() -> str:
    """Markdown: every code with its sentences in Indonesian and English, grouped, in order of urgency."""
    groups: dict[str, list[codes.Code]] = {}
    for code in codes.load().values():
        title = ABOUT.get(code.about) or SEVERITY[code.severity, code.kind]
        groups.setdefault(title, []).append(code)
    lines = [
        "# Temuan pemeriksaan daftar",
        "",
        "Dibuat dari `src/payung/roster/codes.yaml`. Kata di dalam kurung kurawal diisi dari barisnya.",
        "Dari temuan `nik-...` yang berjenis salah, satu baris mendapat yang pertama saja.",
    ]
    for title, members in groups.items():
        lines += ["", f"## {title}"]
        for code in members:
            lines += ["", f"### `{code.name}`", ""]
            lines += [f"{code.wording.problem} {code.wording.mend}", ""]
            lines += [f"*{code.wording.problem_en} {code.wording.mend_en}*"]
            for name, wording in code.variants.items():
                lines += ["", f"- {name}: {wording.problem} {wording.mend}"]
    return "\n".join(lines) + "\n"
