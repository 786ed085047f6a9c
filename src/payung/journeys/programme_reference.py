"""The manual of programme.yaml, written from the document's own definition."""

from typing import Any, Literal, get_args, get_origin

import pydantic

from payung.programme.document import Document


def reference() -> str:
    """All keys of a programme file with type, default and meaning, as Markdown."""
    lines = [
        "# Berkas program (programme.yaml)",
        "",
        "Satu berkas mengatur satu program. Kunci yang tidak dikenal dan isian yang saling bertentangan ditolak "
        "sekaligus, masing-masing dengan nomor barisnya. Kode wilayah ditulis di antara tanda kutip; uang berupa "
        "rupiah bulat tanpa titik; bulan TAHUN-BULAN; path berkas dihitung dari map berkas program.",
        "",
        "Yang ditolak antara lain: bulan di luar tahun anggaran tanpa `carry_over: true`; sumber dana yang dilarang "
        "pada `policy`; dana desa (DD, ADD, APBDES) untuk kelurahan; program jaminan tanpa pembayar; satu desa dalam "
        "dua gelombang pada bulan yang sama.",
        "",
        "Kursi dibagi dengan `quota` kepada bagian-bagian yang disebut `by`: desa (`village`), kecamatan "
        "(`district`), instansi pengusul (`agency`), pekerjaan atau ekosistem (`occupation`), atau segmen "
        "(`segment`). `equal` membagi rata (sisa kepada kode atau nama terkecil), `fixed` membaca berkas, "
        "`proportional` membaca bobot dari berkas dan membulatkan menurut `rounding`. Baris untuk kecamatan atau "
        "kabupaten dibagi rata kepada desa atau kecamatan di dalamnya. Orang yang tidak termasuk satu bagian pun "
        "menunggu tanpa kuota dan disebut jumlahnya. Isi berkas kuota: docs/how-to/membagi-kuota.md.",
        "",
        "Dengan `leftover: move` kursi yang tidak terisi berpindah satu demi satu, satu putaran satu kursi untuk "
        "tiap bagian yang masih punya orang menunggu, urut dari SHA-256 teks UTF-8 `draw_seed`, ganti baris (LF), "
        "kunci bagian itu (kode desa atau kecamatan 10 angka, nama instansi seperti dalam berkas kuota, "
        "kode pekerjaan, BPU atau PU), dari yang terkecil.",
        "",
        "Urutan orang di satu bagian: `preference`, yang tidak diketahui di belakang; bila masih sama, undian: "
        "SHA-256 teks UTF-8 `draw_seed`, ganti baris (LF), NIK, dari yang terkecil. Siapa pun dapat menghitung "
        "ulang, misalnya `printf 'BENIH\\nNIK' | sha256sum`.",
        "",
        "Bila pagu kurang, dana diberikan kepada urutan 1 setiap bagian, lalu urutan 2, dan seterusnya; putaran yang "
        "tidak cukup untuk semua bagian mengikuti undian kuncinya. Gelombang dilayani menurut urutannya, sumber dana "
        "menurut urutan tertulis; satu sumber membayar semua bulan seseorang atau tidak sama sekali. Program pada "
        "`optional` dibayar sesudah semua orang mendapat yang wajib.",
        "",
        "Dengan `groups` satu orang masuk satu kelompok: menurut kolom segmen pada daftar desa, atau yang pertama "
        "yang memuat pekerjaannya. Setiap gelombang menyebut `group`. Lihat docs/how-to/kelompok-dan-gelombang.md.",
        "",
    ]
    lines += _section("", Document)
    return "\n".join(lines) + "\n"


def _section(prefix: str, model: type[pydantic.BaseModel]) -> list[str]:
    title = f"## {prefix.rstrip('.')}" if prefix else "## Kunci utama"
    lines = [title, "", "| Kunci | Isi | Tanpa diisi | Arti |", "|---|---|---|---|"]
    nested: list[tuple[str, type[pydantic.BaseModel]]] = []
    for name, field in model.model_fields.items():
        inner = _model(field.annotation)
        if inner:
            nested.append((f"{prefix}{name}.", inner))
        default = "wajib" if field.is_required() else _default(field.get_default(call_default_factory=True))
        lines.append(f"| `{name}` | {_kind(field.annotation)} | {default} | {field.description or ''} |")
    lines.append("")
    for inner_prefix, inner in nested:
        lines += _section(inner_prefix, inner)
    return lines


def _default(value: Any) -> str:
    if isinstance(value, pydantic.BaseModel):
        return "boleh kosong"
    return (
        {None: "kosong", True: "`true`", False: "`false`"}.get(value, f"`{value}`") if _hashable(value) else "kosong"
    )


def _hashable(value: Any) -> bool:
    return not isinstance(value, list | dict)


def _model(annotation: Any) -> type[pydantic.BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, pydantic.BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model(part))), None)


def _kind(annotation: Any) -> str:
    origin = get_origin(annotation)
    if origin is Literal:
        return ", ".join(f"`{value}`" for value in get_args(annotation))
    if _model(annotation):
        return "daftar bagian" if origin is list else "bagian"
    if origin is list:
        return f"daftar {_kind(get_args(annotation)[0])}"
    parts = [part for part in get_args(annotation) if part is not type(None)]
    if parts and origin is not dict and not hasattr(annotation, "__metadata__"):
        return " atau ".join(_kind(part) for part in parts)
    if hasattr(annotation, "__metadata__"):
        return _kind(parts[0])
    words = {"int": "bilangan bulat", "str": "teks", "date": "tanggal atau bulan", "bool": "`true` atau `false`"}
    return words.get(getattr(annotation, "__name__", ""), "teks")
