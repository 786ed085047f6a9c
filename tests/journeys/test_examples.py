"""Two whole examples run to their end: village funds in waves, and wage receivers beside workers of their own."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from payung.journeys import run as main_job
from payung.journeys.demo import rosters
from tests.journeys.small_programme import Silent

pytestmark = pytest.mark.database
NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)


def done(example: str, folder: Path) -> tuple[main_job.Result, dict]:
    made = rosters.write(example, folder / "masukan", 7)
    result = main_job.run(made.programme, out=folder / "out", name="Rina", at=NOW, meter=Silent(), documents=False)
    return result, json.loads((folder / "out" / "summary.json").read_text("utf-8"))


def test_denpasar_pays_every_desa_from_its_own_fund_and_names_the_sixteen_kelurahan_outside(own_database, tmp_path):
    result, told = done("denpasar", tmp_path)
    assert (told["villages"], told["seats"], told["planned_total"]) == (27, 2_700, 544_320_000)
    assert told["total_contribution"] == told["selected"] * 12 * 16_800
    paid = result.figures.funding
    assert paid.height == 27
    by_village = dict(result.figures.by_village.select("village", "selected").iter_rows())
    assert dict(paid.select("owner", "reserved").iter_rows()) == {
        village: people * 12 * 16_800 for village, people in by_village.items()
    }
    assert any(warning.startswith("16 kelurahan berada di luar program ini") for warning in told["warnings"])
    assert [said.verdict for said in result.published] == ["sama", "terbit 15 lebih rendah"]


def test_bulukumba_insures_institutions_and_workers_side_by_side(own_database, tmp_path):
    result, told = done("bulukumba", tmp_path)
    groups = {group["name"]: group for group in told["groups"]}
    workers, institutions = groups["Pekerja rentan"], groups["Lembaga desa"]
    assert (workers["tariff"], institutions["tariff"]) == (16_800, 13_500)
    assert told["planned_total"] == (1_400 * 16_800 + 1_090 * 13_500) * 12 == 458_820_000
    assert told["total_contribution"] == (workers["selected"] * 16_800 + institutions["selected"] * 13_500) * 12
    assert institutions["selected"] > 900
    ways = [(way.group, [paid.payer.short for paid in way.payments]) for way, _ in result.figures.ways]
    assert sorted(ways) == [  # 218 village budgets pay in two ways, the kabupaten in a third
        ("Lembaga desa", ["ADD 2024"]), ("Pekerja rentan", ["APBD 2024"]), ("Pekerja rentan", ["APBDES 2024"]),
    ]  # fmt: skip
    ujung_bulu = result.figures.by_village.filter(result.figures.by_village["village"].str.starts_with("730202"))
    assert ujung_bulu.height == 9  # kelurahan only, and yet in the programme
    assert "rasio klaim 121 %" in result.published_remarks[0]
