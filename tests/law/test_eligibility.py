"""The fast eligibility agrees with the slow one; every code has its sentence."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.kernel import nik
from payung.law import eligibility, in_force, nik_column, occupations
from tests.law import twin

LAW = in_force.load()
maybe = st.none() | st.booleans()
OCCUPATIONS = {
    "Nelayan": "works",
    "Bhabinkamtibmas": "asn-tni-polri",
    "Ketua RT": "honorarium",
    "Pawang": None,
    "": None,
}
numbers = (
    st.none()
    | st.from_regex(r"[0-9]{16}", fullmatch=True)
    | st.from_regex(r"(17|32|92|97)[0-9]{2}99[0-7][0-9](0[0-9]|1[0-3])[0-9]{2}000[0-2]", fullmatch=True)
    | st.sampled_from(["", "17049", "1704991208800001", "1" * 16, "x704991208800001", "+704991208800001"])
)
people = st.fixed_dictionaries(
    {
        "birth_date": st.none() | st.dates(date(1940, 1, 1), date(2026, 1, 1)),
        "start": st.none() | st.dates(date(2016, 1, 1), date(2027, 12, 31)),
        "nik": numbers,
        "alive": maybe,
        "civil_servant": maybe,
        "wage_earner": maybe,
        "covered_elsewhere": maybe,
        "renewed": maybe,
        "resident": maybe,
        "working": maybe,
        "occupation": st.none() | st.sampled_from(sorted(OCCUPATIONS)),
        "decile": st.none() | st.integers(1, 10),
        "matched": maybe,
    }
)


@settings(max_examples=40, deadline=None)
@given(st.lists(people, min_size=1, max_size=25), st.none() | st.integers(15, 30), st.none() | st.integers(1, 10))
def test_every_person_fails_for_what_the_slow_law_says(
    rows: list[dict[str, Any]], min_age: int | None, max_decile: int | None
) -> None:
    frame = pl.DataFrame(rows, schema=dict(eligibility.INPUTS))
    answer = eligibility.assess(frame, LAW, min_age=min_age, max_decile=max_decile)
    expected = [twin.eligibility(row, OCCUPATIONS.get(row["occupation"]), min_age, max_decile) for row in rows]
    assert answer["failed"].to_list() == expected
    assert answer["eligible"].to_list() == [not reasons for reasons in expected]


@settings(max_examples=40, deadline=None)
@given(st.lists(numbers, max_size=40))
def test_a_column_of_niks_is_judged_like_each_nik(texts: list[str | None]) -> None:
    judged = nik_column.unusable(pl.Series("nik", texts, dtype=pl.String)).to_list()
    assert judged == [None if text is None else not nik.is_usable(text, demo=True) for text in texts]


@settings(max_examples=8, deadline=None)
@given(st.lists(people, min_size=1, max_size=10))
def test_nobody_becomes_eligible_by_knowing_less(rows: list[dict[str, Any]]) -> None:
    frame = pl.DataFrame(rows, schema=dict(eligibility.INPUTS))
    before = eligibility.assess(frame, LAW, max_decile=4)["eligible"].to_list()
    # Nobody must have been asked about: where a programme wants that, the gate before its decree holds it up.
    for name in set(eligibility.INPUTS) - {"renewed", "occupation", "matched"}:
        blinded = frame.with_columns(pl.lit(None, eligibility.INPUTS[name]).alias(name))
        after = eligibility.assess(blinded, LAW, max_decile=4)["eligible"].to_list()
        assert all(was or not is_now for was, is_now in zip(before, after, strict=True))


def test_every_code_has_a_sentence_in_both_languages() -> None:
    for code in eligibility.codes():
        assert eligibility.sentence(code).endswith(")")
        assert eligibility.sentence(code, language="en") != eligibility.sentence(code)


def test_every_failure_of_the_law_has_a_sentence() -> None:
    nobody = eligibility.of(LAW, occupations=["nelayan"], max_decile=4)
    assert len(nobody["failed"]) == 11
    assert set(nobody["failed"]) <= set(eligibility.codes())


def test_a_sentence_names_the_age_of_the_programme() -> None:
    assert "berusia 17 tahun" in eligibility.sentence("too-young", min_age=17)


def test_a_birth_date_cannot_be_assumed() -> None:
    with pytest.raises(ValueError, match="birth_date"):
        eligibility.of(LAW, assume=["birth_date"])


def test_a_government_may_exclude_honorarium_receivers_by_a_dated_referenced_override() -> None:
    decided = {"value": ["asn-tni-polri", "honorarium"], "reference": "Perbup contoh 1/2025", "confidence": "high"}
    local = in_force.load({"eligibility.excluded_classes": {date(2025, 1, 1): decided}})
    person = {"start": date(2025, 1, 1), "occupation": "Ketua RT"}
    assert "occupation-excluded" not in eligibility.of(LAW, **person)["failed"]
    assert "occupation-excluded" in eligibility.of(local, **person)["failed"]
    earlier = eligibility.of(local, **{**person, "start": date(2024, 12, 1)})
    assert "occupation-excluded" not in earlier["failed"]


@pytest.mark.parametrize(
    ("text", "code", "kind"),
    [
        ("Petani/Pekebun", "petani", "works"),
        ("  petani   karet ", "petani", "works"),
        ("9", "petani", "works"),
        ("APARATUR SIPIL NEGARA (ASN)", "pegawai-negeri-sipil", "asn-tni-polri"),
        ("Babinkamtibmas", "bhabinkamtibmas", "asn-tni-polri"),
        ("BABINSA", "babinsa", "asn-tni-polri"),
        ("Pensiunan TNI", "pensiunan", "not-working"),
        ("IRT", "mengurus-rumah-tangga", "not-working"),
        ("Ketua RT 05", "rt-rw", "honorarium"),
        ("Perbekel", "kepala-desa", "honorarium"),
        ("tukang langsir sawit", "buruh-tani", "works"),
        ("OJOL", "ojek-daring", "works"),
        ("Guru ngaji", "ustadz", "works"),
        ("petani dan PNS", None, None),
        ("istri TNI", None, None),
        ("05", None, None),
        ("", None, None),
        (None, None, None),
    ],
)
def test_occupations_are_known_as_villages_write_them(text: str | None, code: str | None, kind: str | None) -> None:
    answer = occupations.classify(pl.Series([text], dtype=pl.String)).row(0, named=True)
    assert (answer["code"], answer["class"]) == (code, kind)


def test_all_89_occupations_of_the_civil_registry_are_known_by_number() -> None:
    known = occupations.classify(pl.Series([str(number) for number in range(1, 90)]))
    assert known["code"].null_count() == 0
    assert known["code"].n_unique() == 89
    assert set(known["class"]) == set(occupations.CLASSES)


def test_the_order_and_height_of_a_column_of_occupations_are_kept() -> None:
    texts = pl.Series(["Nelayan", None, "PNS", "Nelayan"])
    assert occupations.classify(texts)["code"].to_list() == ["nelayan", None, "pegawai-negeri-sipil", "nelayan"]
