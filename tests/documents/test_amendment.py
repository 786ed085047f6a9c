"""The amendment decree names what it changes, says why, adds up, and hides what it must in public."""

import re
from datetime import date
from pathlib import Path

import polars as pl
import pypdf
import pytest

from payung.documents import amendment, amendment_text
from tests.documents import people

FIRST = amendment_text.Cited("100.3.3.2-412", date(2024, 11, 29))
SECOND = amendment_text.Cited("100.3.3.2-55", date(2025, 2, 14))


def amended(*chain: amendment_text.Cited, **changes: object) -> amendment_text.Amended:
    given: dict[str, object] = {
        "ordinal": len(chain),
        "effective": date(2025, 3, 1),
        "chain": chain,
        "leaving": {"meninggal dunia": 1, "pindah ke luar daerah": 1},
        "coming": {"penggantian": 1},
        "people_before": 51,
        "people_after": 50,
        "total_before": 5_140_800,
        "total_after": 4_972_800,
        "used": 100_800,
        "changes_sha256": people.DIGEST[::-1],
    }
    return amendment_text.Amended(**given | changes)  # type: ignore[arg-type]


def changed() -> amendment.Changed:
    rows = people.frame().with_columns(
        amount=pl.lit(100_800), months=pl.lit(6, pl.Int64), reason=pl.lit("meninggal dunia")
    )
    come = rows.slice(47, 1).with_columns(
        start=pl.lit(date(2025, 3, 1)),
        months=pl.lit(3, pl.Int64),
        amount=pl.lit(50_400),
        reason=pl.lit("penggantian"),
    )
    return amendment.Changed(rows.head(2), come)


def flat(path: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(path).pages).split())


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("sk") / "sk-perubahan.pdf"
    what = amended(FIRST, SECOND)
    amendment.write(amendment_text.amendment(people.decree(), what), what, changed(), path)
    return flat(path)


def test_the_title_counts_the_amendment_and_names_the_first_decree(office: str) -> None:
    title = "TENTANG PERUBAHAN KEDUA ATAS KEPUTUSAN BUPATI KAUR NOMOR 100.3.3.2-412 TAHUN 2024 TENTANG PENETAPAN"
    assert title in office


def test_the_considerations_cite_what_was_decided_and_count_what_happened(office: str) -> None:
    for words in (
        "sebagaimana telah diubah dengan Keputusan Bupati Kaur Nomor 100.3.3.2-55 Tahun 2025 telah ditetapkan 51",
        "1 orang meninggal dunia dan 1 orang pindah ke luar daerah, dan perlu ditambahkan 1 orang karena penggantian",
        "menghapus 2 (dua) orang sebagaimana tercantum dalam Lampiran I; dan",
        "menambahkan 1 (satu) orang sebagaimana tercantum dalam Lampiran II.",
        "tidak dibayar lagi mulai bulan Maret 2025",
        "menjadi 50 (lima puluh) orang, semula 51 (lima puluh satu) orang",
        "menjadi Rp 5.073.600",
        "termasuk Rp 100.800 (seratus ribu delapan ratus rupiah) untuk bulan yang telah berjalan",
        "tetap berlaku.",
    ):
        assert words in office
    assert re.findall(r"LAMPIRAN (I+) KEPUTUSAN", office) == ["I", "II"]


def test_the_annexes_say_until_when_and_from_when(office: str) -> None:
    assert office.count("s.d. Februari 2025") == 2
    assert "Maret 2025, 3 bulan, Rp 50.400" in office


def test_from_the_third_amendment_on_only_the_last_one_is_cited() -> None:
    third = amendment_text.Cited("100.3.3.2-77", date(2025, 4, 2))
    text = amendment_text.amendment(people.decree(), amended(FIRST, SECOND, third))
    assert text.subject.startswith("Perubahan Ketiga atas Keputusan Bupati Kaur Nomor 100.3.3.2-412")
    assert (
        "telah beberapa kali diubah, terakhir dengan Keputusan Bupati Kaur Nomor 100.3.3.2-77 Tahun 2025"
        in (text.considerations[0])
    )


def test_the_announcement_has_no_whole_nik_no_reason_and_no_salt(tmp_path: Path) -> None:
    what = amended(FIRST)
    path = tmp_path / "pengumuman.pdf"
    amendment.write(amendment_text.amendment(people.decree(), what), what, changed(), path, masked=True)
    shown = flat(path)
    assert "Dihapus dari daftar: 2 orang" in shown
    assert not re.search(r"\d{16}", shown)
    for secret in ("meninggal", people.SALT, "SITI AMINAH"):
        assert secret not in shown
