"""The scope decides which rows exist for whoever asks."""

import pytest

from payung.accounts import scope
from payung.accounts.models import Government, User

pytestmark = pytest.mark.database


def test_a_scope_ends_with_its_block(db: None) -> None:
    assert scope.current() is None
    with scope.within("1704000000"):
        assert scope.current() == ("1704000000", "1704000000", "1705000000")
    assert scope.current() is None


def test_a_scope_inside_a_scope_gives_the_outer_one_back(kaur: Government) -> None:
    with scope.within("1704000000", "1704010000"):
        assert scope.current() == ("1704000000", "1704010000", "1704020000")
    assert scope.current() == ("1704000000", "1704000000", "1705000000")


def test_a_failure_inside_gives_the_outer_scope_back(kaur: Government) -> None:
    with pytest.raises(ZeroDivisionError), scope.within("1704000000", "1704010000"):
        1 / 0  # noqa: B018
    assert scope.current() == ("1704000000", "1704000000", "1705000000")


def test_the_clerk_is_a_named_person_of_the_government(clerk: User) -> None:
    assert (clerk.name, clerk.government_id) == ("Rina", "1704000000")
    assert not clerk.has_usable_password()
