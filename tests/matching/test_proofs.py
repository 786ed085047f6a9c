"""File names say whose scan it is and what it shows; what is not sure belongs to nobody."""

import polars as pl
import pytest

from payung.matching import proofs
from payung.matching.proofs import Meaning

SITI, BUDI = "1704994503790001", "1704991204700001"
KK = "1704990101100001"
PEOPLE = pl.DataFrame(
    {
        "person_id": [1, 2, 3, 4],
        "nik": [SITI, BUDI, "1704995109850001", None],
        "kk": [KK, KK, None, None],
        "name": ["SITI AMINAH", "BUDI SANTOSO", "SITI AMINAH", "Made O'Neil"],
        "village": ["1704012001", "1704012001", "1704012002", "1704012002"],
    }
)
VILLAGES = pl.DataFrame({"code": ["1704012001", "1704012002"], "name": ["Gedung Wani", "Tanjung Karet"]})
KNOWN = proofs.owners(PEOPLE, VILLAGES)


def whose(path):
    return proofs.owner(path, proofs.meaning(path), KNOWN)


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        (f"{SITI}_ktp.jpg", Meaning("ktp", SITI)),
        (f"KK {SITI} .pdf", Meaning("kk", SITI)),
        ("Siti Aminah - surat kerja.pdf", Meaning("work-letter", None, "SITI AMINAH")),
        (f"{SITI}/e-KTP depan.png", Meaning("ktp", SITI)),
        ("KTP/scan Siti Aminah (1).jpg", Meaning("ktp", None, "SITI AMINAH")),
        ("Surat Persetujuan Data Pribadi a.n. Siti Aminah.pdf", Meaning("consent", None, "SITI AMINAH")),
    ],
)
def test_a_name_and_its_folders_say_kind_and_person(path, meant):
    assert proofs.meaning(path) == meant


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        (f"{SITI}.pdf", "no-kind"),
        (f"{SITI} ktp kk.pdf", "two-kinds"),
        (f"{SITI} {BUDI} ktp.pdf", "two-numbers"),
        ("1704990000000000 ktp.pdf", "unknown-number"),
        ("Umar ktp.pdf", "nobody"),
        ("Siti Aminah ktp.pdf", "several"),
    ],
)
def test_what_is_not_sure_is_said_and_not_guessed(path, reason):
    assert whose(path) == ([], reason)


def test_a_name_is_enough_when_only_one_in_its_village_bears_it():
    assert whose("Desa Gedung Wani/siti aminah ktp.pdf") == ([1], None)
    assert whose("17.04.01.2002 Tanjung Karet/KTP siti aminah.pdf") == ([3], None)
    assert whose("made o'neil ktp.pdf") == ([4], None)


def test_a_family_card_belongs_to_everybody_on_it_and_only_a_family_card():
    assert whose(f"kk {KK}.pdf") == ([1, 2], None)
    assert whose(f"ktp {KK}.pdf") == ([], "unknown-number")


def test_the_content_says_what_a_file_is():
    assert proofs.media(b"%PDF-1.7 ...") == "pdf"
    assert proofs.media(b"\xff\xd8\xff\xe0") == "jpg"
    assert proofs.media(b"\x89PNG\r\n\x1a\n") == "png"
    assert proofs.media(b"MZ\x90 a programme called ktp.jpg") is None
