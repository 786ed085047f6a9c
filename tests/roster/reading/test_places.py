"""A file's name says its village, whatever stands behind it to tell versions apart."""

import pytest

from payung.roster.reading import places


@pytest.mark.parametrize(
    ("name", "village"),
    [
        ("Pekerja rentan Desa Sumerta Kauh FIX.xlsx", "Sumerta Kauh"),
        ("Desa Linau final (2).xlsx", "Linau"),
        ("Desa Suka Baru.xlsx", "Suka Baru"),
        ("data lamolda.xlsx", "lamolda"),
    ],
)
def test_a_file_names_its_village(name: str, village: str) -> None:
    assert places.hint([], "Data Penduduk", name)[0] == village
