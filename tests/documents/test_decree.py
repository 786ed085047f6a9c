"""The decree says what it must, hides what it must, and adds up."""

import io
import itertools
import re
from datetime import date
from pathlib import Path

import polars as pl
import pypdf
import pytest

from payung.documents import decree, letterpress
from tests.documents import people


def pages_of(path: Path) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(path).pages]


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    path = tmp_path_factory.mktemp("sk") / "sk.pdf"
    count = decree.write(people.decree(), people.frame(), path)
    pages = pages_of(path)
    assert len(pages) == count
    return pages


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    path = tmp_path_factory.mktemp("sk") / "lampiran-pengumuman.pdf"
    decree.write(people.decree(), people.frame(), path, masked=True)
    return pages_of(path)


def body_of(pages: list[str]) -> list[str]:
    first_annex = next(index for index, page in enumerate(pages) if re.match(r"(DATA CONTOH\s+)?LAMPIRAN\b", page))
    return pages[:first_annex]


def test_the_heading_stands_in_the_order_of_a_keputusan(draft: list[str]) -> None:
    first = flat(draft[0])
    wanted = ["BUPATI KAUR", "PROVINSI BENGKULU", "KEPUTUSAN BUPATI KAUR", "NOMOR", "TENTANG", "PENETAPAN PENERIMA"]
    places = [first.index(words) for words in wanted]
    assert places == sorted(places)
    assert "Menimbang" in first
    assert "RANCANGAN" in first


def test_the_diktums_say_people_tariff_months_and_total(draft: list[str]) -> None:
    body = flat(" ".join(body_of(draft)))
    for sentence in (
        "Menetapkan 51 (lima puluh satu) orang pekerja rentan",
        "Rp 16.800 (enam belas ribu delapan ratus rupiah) setiap bulan, terdiri atas:",
        "a. iuran Jaminan Kecelakaan Kerja sebesar Rp 10.000 (sepuluh ribu rupiah); dan",
        "b. iuran Jaminan Kematian sebesar Rp 6.800 (enam ribu delapan ratus rupiah).",
        "sejak tanggal 1 Desember 2024 sampai dengan tanggal 31 Desember 2024",
        "Rp 856.800 (delapan ratus lima puluh enam ribu delapan ratus rupiah)",
        "mulai berlaku pada tanggal ditetapkan.",
    ):
        assert sentence in body
    labels = re.findall(r"\b(KESATU|KEDUA|KETIGA|KEEMPAT|KELIMA|KEENAM|KETUJUH|KEDELAPAN)\b\s*:", body)
    assert labels == ["KESATU", "KEDUA", "KETIGA", "KEEMPAT", "KELIMA", "KEENAM", "KETUJUH", "KEDELAPAN"]


def test_the_legal_basis_is_cited_in_full_by_rank_then_year(draft: list[str]) -> None:
    body = flat(" ".join(body_of(draft)))
    cited = ["Nomor 3 Tahun 2003", "Nomor 40 Tahun 2004", "Nomor 24 Tahun 2011", "Nomor 23 Tahun 2014",
             "Peraturan Pemerintah Nomor 44 Tahun 2015", "Peraturan Menteri Ketenagakerjaan Nomor 5 Tahun 2021",
             "Instruksi Presiden Nomor 2 Tahun 2021"]  # fmt: skip
    places = [body.index(name) for name in cited]
    assert places == sorted(places)


def test_each_page_of_the_body_announces_the_first_word_of_the_next(draft: list[str]) -> None:
    body = body_of(draft)
    assert len(body) >= 2
    for page, following in itertools.pairwise(body):
        word = re.findall(r"(\S+) …", page)[-1]
        start = re.sub(r"^(RANCANGAN|\s|- \d+ -|DATA CONTOH)+", "", following)
        assert start.startswith(word), (word, start[:40])


def test_no_diktum_is_split_over_two_pages(tmp_path: Path) -> None:
    for count in range(1, 16, 3):
        text = people.decree(mengingat=["UU 40/2004"] * count)
        path = tmp_path / "sk.pdf"
        decree.write(text, people.frame().head(1), path)
        body = body_of(pages_of(path))
        for diktum in text.diktums:
            assert any(flat(diktum.text) in flat(page) for page in body), diktum.text[:40]
        last = next(page for page in body if "Ditetapkan di" in page)
        assert "mulai berlaku pada tanggal ditetapkan" in flat(last)


def test_the_recap_adds_up_and_its_page_numbers_are_true(draft: list[str]) -> None:
    annex = draft[len(body_of(draft)) :]
    recap = flat(annex[0])
    assert "1 17.04.01 Kinal 2 – 48 480.000 326.400 806.400 2–4" in recap
    assert "2 17.04.03 Kaur Utara – 1 3 30.000 20.400 50.400 5" in recap
    assert "JUMLAH 2 1 51 510.000 346.800 856.800" in recap
    assert f"Halaman 1 dari {len(annex)}" in recap
    for number, page in enumerate(annex, 1):
        assert f"Halaman {number} dari {len(annex)}" in flat(page)
    assert "KELURAHAN SIMPANG TIGA" in annex[4]


def test_a_village_longer_than_a_page_goes_on_with_its_constants(draft: list[str]) -> None:
    second = next(page for page in draft if "(lanjutan)" in page)
    assert "GEDUNG WANI" in second
    assert "46 penerima × Rp 16.800 × 1 bulan = Rp 772.800" in flat(second)


def test_every_person_stands_in_the_annex_once_in_order(draft: list[str]) -> None:
    found = re.findall(r"\b\d{16}\b", " ".join(draft))
    niks = [number for number in found if number in set(people.frame()["nik"])]
    ordered = people.frame().sort("village", "name", "nik")["nik"].to_list()
    assert niks == ordered


def test_phone_and_mother_stay_out_of_every_pdf(draft: list[str], public: list[str]) -> None:
    for text in (" ".join(draft), " ".join(public)):
        assert people.PHONE not in text
        assert people.MOTHER not in text


def test_the_closing_page_carries_hash_and_salt_in_groups_of_eight(draft: list[str]) -> None:
    closing = flat(draft[-1])
    assert "f2b443a0 f83e9b06 d8895d59 4eeaaf4f f9ddf635 86ab6ce9 34f2505e 8e4320e4" in closing
    assert "9c1e5b7a 40d2f86e 13a7c5d9 e2b04f68" in closing
    assert "51 orang dalam 2 kecamatan, 2 desa, dan 1 kelurahan" in closing


def test_the_public_list_has_no_whole_nik_no_salt_and_no_name(public: list[str]) -> None:
    text = " ".join(public)
    assert not re.search(r"\d{16}", text)
    assert people.SALT[:8] not in text
    assert "SITI" not in text
    assert "AMINAH" not in text
    assert "S•••• A••••" in text
    assert "paling lambat 13 Desember 2024" in flat(text)
    assert "tidak boleh ada pungutan" in flat(text)


def test_the_public_list_shows_each_person_by_four_digits(public: list[str]) -> None:
    pages = " ".join(public[1:])
    for nik in people.frame()["nik"]:
        assert nik[-4:] in pages


def test_a_signed_decree_is_no_draft(tmp_path: Path) -> None:
    signed = people.decree(number_="100.3.3.2-412", signed_on=date(2024, 11, 29))
    path = tmp_path / "sk.pdf"
    decree.write(signed, people.frame(), path)
    text = flat(" ".join(pages_of(path)))
    assert "RANCANGAN" not in text
    assert "PARAF" not in text
    assert "NOMOR 100.3.3.2-412 TAHUN 2024" in text
    assert "pada tanggal 29 November 2024" in text


def test_the_sample_mark_stands_on_every_page_and_only_on_samples(tmp_path: Path, draft: list[str]) -> None:
    assert all("DATA CONTOH" in page for page in draft)
    path = tmp_path / "sk.pdf"
    decree.write(people.decree(), people.frame(), path, demo=False)
    assert not any("DATA CONTOH" in page for page in pages_of(path))


def test_the_same_list_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.pdf", "two.pdf"):
        decree.write(people.decree(), people.frame().sample(fraction=1, shuffle=True, seed=3), tmp_path / name)
    one, two = ((tmp_path / name).read_bytes() for name in ("one.pdf", "two.pdf"))
    assert one == two


def test_only_shipped_fonts_are_embedded(tmp_path: Path) -> None:
    path = tmp_path / "sk.pdf"
    decree.write(people.decree(), people.frame(), path)
    names = set()
    for page in pypdf.PdfReader(path).pages:
        for font in page["/Resources"].get_object().get("/Font", {}).values():
            names.add(font.get_object()["/BaseFont"].split("+")[-1])
    assert names
    assert all(re.match(r"/?(SourceSans3|TeXGyreBonum|texgyrebonum)", name) for name in names), names


def test_a_long_recap_keeps_headings_with_their_rows() -> None:
    rows = [{"heading": None, "cells": [str(n)], "pages": 1} for n in range(decree.FIRST_RECAP - 1)]
    rows.append({"heading": "Kabupaten Sambas", "cells": [], "pages": 0})
    rows.append({"heading": None, "cells": ["20"], "pages": 1})
    chunks = decree._chunks(rows)
    assert [len(chunk) for chunk in chunks] == [decree.FIRST_RECAP - 1, 2]


def test_a_recap_page_holds_the_rows_it_promises(tmp_path: Path) -> None:
    codes = [f"61{n // 20 + 1:02d}{n % 20 + 1:02d}" for n in range(70)]
    frame = pl.concat(
        people.frame().head(1).with_columns(
            village=pl.lit(f"{code}2001"),
            district=pl.lit(f"{code}0000"),
            regency_name=pl.lit(f"Kabupaten {code[:4]}"),
        )
        for code in codes
    )  # fmt: skip
    path = tmp_path / "sk.pdf"
    decree.write(people.decree(), frame, path)
    pages = pages_of(path)
    annex = pages[len(body_of(pages)) :]
    for number, page in enumerate(annex, 1):
        assert f"Halaman {number} dari {len(annex)}" in flat(page)


def test_letters_take_values_as_text_never_as_markup() -> None:
    text = people.decree(copies=("#panic() *tebal* $x$ <b>",))
    values = decree.common(text, True) | {
        "recap": [[]], "recap_total": [], "recap_sum": {"left": "", "total": "", "words": ""}, "recap_note": "",
        "annex_pages": 2, "closing": [], "footer": "",
    }  # fmt: skip
    pressed = letterpress.press("decree", values, text.as_of)
    read = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pressed)).pages)
    assert "#panic() *tebal* $x$ <b>" in flat(read)
