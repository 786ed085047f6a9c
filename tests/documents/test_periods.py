"""A decree on several waves says for how many people from which month, and never one period for all."""

from datetime import date

from payung.documents import decree_text
from tests.documents import people


def line(start: date, count: int) -> decree_text.Tariff:
    return decree_text.Tariff(
        group="", segment="BPU", insurance=("JKK", "JKM"), people=count, parts=people.PARTS, own={}, start=start,
        months=12, total=count * 16_800 * 12,
    )  # fmt: skip


def figures(*lines: decree_text.Tariff, months: int) -> decree_text.Figures:
    count = sum(each.people for each in lines)
    return decree_text.Figures(
        people=count,
        parts=people.PARTS,
        start=date(2023, 2, 1),
        months=months,
        total=count * 16_800 * 12,
        list_sha256=people.DIGEST,
        list_salt=people.SALT,
        periods=lines,
        has_kelurahan=False,
    )


def test_waves_are_said_one_by_one() -> None:
    said = figures(line(date(2023, 2, 1), 100), line(date(2023, 7, 1), 1_500), months=17)
    text = people.decree(figures=said)
    how_long = text.diktums[2]
    assert how_long.text.startswith("Bantuan iuran berjumlah seluruhnya Rp 322.560.000")
    assert [point.split(", untuk")[0] for point in how_long.points] == [
        "selama 12 (dua belas) bulan bagi 100 (seratus) orang",
        "selama 12 (dua belas) bulan bagi 1.500 (seribu lima ratus) orang",
    ]
    assert "sampai dengan tanggal 30 Juni 2024" in how_long.points[1]
    assert not text.is_one_period
    assert text.period == "1 Februari 2023–30 Juni 2024"


def test_one_wave_is_said_as_ever_and_desa_alone_deliberate() -> None:
    text = people.decree(figures=figures(line(date(2023, 2, 1), 100), months=12))
    assert text.diktums[2].text.startswith("Bantuan iuran diberikan selama 12 (dua belas) bulan")
    assert text.is_one_period
    assert "musyawarah desa dan telah diperiksa" in text.considerations[1]
