"""The floor that the law's speed is held against gives the same answers, or the ratio would mean nothing."""

from bench import law as bench

from payung.law import in_force


def test_the_bare_arithmetic_answers_exactly_as_the_law() -> None:
    by_law = bench._by_law(bench._people(3_000), in_force.load())
    bare = bench.bare(bench._ready(3_000))
    assert bare.equals(by_law.select(bench.ANSWERS))
    assert bare["failed"].list.len().max() > 2
    assert bare["eligible"].sum() > 100
