"""Spoiled rows get their reason, clean rows get none, and no broken file breaks the check; bench does it large."""

from tests.roster.fuzz import lists, spoiled


def test_there_are_two_hundred_ways_to_spoil_a_row() -> None:
    assert len({way.name for way in spoiled.ways()}) >= 200


def test_every_spoiled_row_gets_its_reason_and_no_clean_row_is_refused() -> None:
    verdict = lists.judged(of_each=3)
    assert verdict.lost == 0
    assert verdict.silent.total() == 0
    assert (verdict.recall, dict(+verdict.missed)) == (1.0, {})
    assert (verdict.false_refusals, dict(verdict.refused)) == (0.0, {})


def test_the_oracle_notices_a_reason_that_is_not_given(monkeypatch) -> None:
    cell = spoiled._cell("sex", "sex-unreadable", "JK", "L")
    monkeypatch.setattr(spoiled, "ways", lambda: [cell])
    assert lists.judged(of_each=20).missed.total() > 0


def test_broken_files_are_refused_with_a_sentence_or_read() -> None:
    became = lists.survived(60)
    assert became["refused"] > 15
    assert became["read"] > 5
