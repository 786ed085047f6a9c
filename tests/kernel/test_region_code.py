"""Region codes: levels, ranges, and what people write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.kernel import region_code


@pytest.mark.parametrize("written", ["17.04.02.2009", "1704022009", " 17.04.02.2009 "])
def test_a_village_code_reads_with_and_without_dots(written):
    assert region_code.parse(written) == "1704022009"


@pytest.mark.parametrize(
    ("written", "code"), [("17", "1700000000"), ("17.04", "1704000000"), ("170402", "1704020000")]
)
def test_higher_levels_are_padded_with_zeros(written, code):
    assert region_code.parse(written) == code


@pytest.mark.parametrize("written", ["", "17.4", "Kaur", "17040220091", "00", "1700022009", "1704002009", "١٧"])
def test_what_is_no_code_is_refused_with_a_sentence(written):
    with pytest.raises(ValueError, match="Kode wilayah"):
        region_code.parse(written)


def test_a_range_holds_the_region_and_everything_inside_it_and_nothing_else():
    low, high = region_code.span("1704000000")
    assert low <= "1704000000" < high
    assert low <= "1704159999" < high
    assert not low <= "1705000000" < high
    assert not low <= "1700000000" < high


def test_a_region_lies_in_its_parents():
    assert region_code.parent("1704022009") == "1704020000"
    assert region_code.contains("1700000000", "1704022009")
    assert not region_code.contains("1704022009", "1704020000")


_parts = st.tuples(*[st.integers(1, 99)] * 3, st.integers(1001, 3999))


@given(_parts, st.integers(1, 4))
def test_dots_come_and_go_and_a_region_holds_all_below_it(parts, level):
    province, regency, district, village = parts
    whole = f"{max(province, 10):02d}{regency:02d}{district:02d}{village:04d}"
    code = region_code.at_level(whole, level)
    assert region_code.level(code) == level
    assert region_code.parse(region_code.dotted(code)) == code
    assert region_code.contains(code, whole)
