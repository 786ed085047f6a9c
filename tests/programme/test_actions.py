"""Opening a programme: once, again with changes, and with a frozen draw."""

import pytest
from django.db import IntegrityError, transaction

from payung.accounts.models import User
from payung.programme import actions, queries
from payung.programme.models import Programme, Version, Wave
from tests.programme import opened

pytestmark = pytest.mark.database


def test_a_programme_is_opened_with_its_waves_and_first_version(clerk: User) -> None:
    programme = opened.programme(clerk)
    assert queries.by_code("1704000000", "kaur-2024") == programme
    (wave,) = queries.waves(programme.pk)
    assert (wave.number, str(wave.start), wave.months, wave.villages) == (1, "2024-12-01", 1, opened.VILLAGES)
    assert programme.read() == opened.document()
    assert programme.versions.get().document_sha256 == opened.document().sha256


def test_the_same_document_again_changes_nothing(clerk: User) -> None:
    first = opened.programme(clerk)
    again = opened.programme(clerk)
    assert (again.pk, Programme.objects.count(), Version.objects.count()) == (first.pk, 1, 1)


def test_a_changed_document_becomes_the_next_version(clerk: User) -> None:
    opened.programme(clerk)
    changed = opened.programme(clerk, name="Nama baru")
    assert changed.name == "Nama baru"
    assert [version.number for version in changed.versions.order_by("number")] == [1, 2]


def test_a_wave_that_left_the_file_goes_when_nothing_hangs_on_it(clerk: User) -> None:
    two = [{"start": "2024-11", "months": 1, "villages": ["17.04.02"]}, {"start": "2024-12", "months": 1}]
    programme = opened.programme(clerk, waves=two)
    assert [len(wave.villages) for wave in queries.waves(programme.pk)] == [20, 195]
    opened.programme(clerk)
    assert Wave.objects.filter(programme=programme).count() == 1


def test_the_seed_of_the_draw_can_change_until_it_is_frozen(clerk: User) -> None:
    programme = opened.programme(clerk)
    opened.programme(clerk, draw_seed="benih lain")
    actions.freeze_draw(programme_id=programme.pk, by=clerk, at=opened.AT)
    with pytest.raises(actions.DrawIsFrozen, match="dibekukan"):
        opened.programme(clerk, draw_seed="benih ketiga")
    assert opened.programme(clerk, draw_seed="benih lain", name="Nama baru").name == "Nama baru"


def test_the_database_itself_keeps_a_frozen_seed(clerk: User) -> None:
    programme = opened.programme(clerk)
    actions.freeze_draw(programme_id=programme.pk, by=clerk, at=opened.AT)
    with pytest.raises(IntegrityError, match="benih undian"), transaction.atomic():
        Programme.objects.filter(pk=programme.pk).update(draw_seed="diam-diam")
    with pytest.raises(IntegrityError, match="benih undian"), transaction.atomic():
        Programme.objects.filter(pk=programme.pk).update(draw_frozen_at=None)


def test_versions_are_never_changed(clerk: User) -> None:
    opened.programme(clerk)
    with pytest.raises(Exception, match="permission denied"), transaction.atomic():
        Version.objects.update(number=7)


def test_a_contradicting_document_is_refused(clerk: User) -> None:
    blocked = [{"source": "APBD", "year": 2024, "answer": "blocked", "basis": "Surat 1/2024"}]
    with pytest.raises(actions.ImpossibleProgramme, match="Surat 1/2024"):
        opened.programme(clerk, policy=blocked)
