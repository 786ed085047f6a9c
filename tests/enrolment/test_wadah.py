"""The insurer's code of a group follows the money."""

import pytest

from payung.enrolment import wadah


@pytest.mark.parametrize(
    ("sources", "code"),
    [
        (["APBD"], "SG"),
        (["APBDES", "ADD", "DD"], "SD"),
        (["CSR"], "SC"),
        (["APBD", "CSR"], None),  # two registrations: the officer says who belongs to which
        (["self"], None),
    ],
)
def test_the_code_follows_the_source_when_there_is_one(sources, code):
    assert wadah.of(sources) == code
