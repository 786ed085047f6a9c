"""Open a programme from its file, take over a changed file, freeze the seed of the draw."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F, ProtectedError

from payung.accounts.models import User
from payung.audit.action import action, current_id, note
from payung.kernel.refusal import Refusal
from payung.programme import checks, groups
from payung.programme.document import Document
from payung.programme.models import Programme, Version, Wave
from payung.regions import reader


class ImpossibleProgramme(Refusal):
    """The document contradicts itself."""


class DrawIsFrozen(Refusal):
    """The seed of the draw cannot change any more."""

    def __init__(self) -> None:
        super().__init__(
            "Benih undian (draw_seed) sudah dibekukan sejak daftar pertama diterima, jadi tidak dapat diganti. "
            "Kembalikan nilai semula pada berkas program."
        )


class WaveInUse(Refusal):
    """A wave that already has people or seats is missing from the file."""


@action
def open_programme(*, document: Document, by: User, at: datetime) -> Programme:
    """Open the programme of a document, or take over what changed; the same document again changes nothing.

    A programme is known by government and code. A changed content becomes the next `Version`. The scope must be the
    document's government.
    """
    villages = _village_codes()
    wrong = checks.contradictions(document, villages)
    if wrong:
        raise ImpossibleProgramme(" ".join(found.sentence for found in wrong))
    programme, is_new = Programme.objects.get_or_create(
        government=document.government, code=document.code, defaults=_fields(document)
    )
    note(programme_id=programme.pk)
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    if not is_new and programme.document_sha256 == document.sha256:
        return programme
    if programme.draw_frozen_at and programme.draw_seed != document.draw_seed:
        raise DrawIsFrozen
    for name, value in _fields(document).items():
        setattr(programme, name, value)
    programme.save()
    _write_waves(programme, document)
    Version.objects.create(
        government=programme.government,
        region=programme.region,
        programme=programme,
        number=programme.versions.count() + 1,
        document=programme.document,
        document_sha256=programme.document_sha256,
        action_id=current_id(),
        recorded_at=at,
    )
    return programme


@action
def freeze_draw(*, programme_id: int, by: User, at: datetime) -> None:
    """From now on the seed of the draw stays; called before the first roster comes. Repeating changes nothing."""
    Programme.objects.filter(pk=programme_id, draw_frozen_at__isnull=True).update(draw_frozen_at=at)


def _fields(document: Document) -> dict[str, object]:
    criteria = document.criteria
    return {
        "region": document.government,
        "name": document.name,
        "segment": document.segment,
        "insurance": list(document.insurance),
        "income": document.income,
        "min_age": criteria.min_age,
        "max_decile": criteria.max_decile,
        "occupations": None if criteria.occupations == "all" else list(criteria.occupations),
        "draw_seed": document.draw_seed,
        "protection_starts": document.protection_starts,
        "document": document.as_json(),
        "document_sha256": document.sha256,
    }


def _write_waves(programme: Programme, document: Document) -> None:
    """Bring the waves to those of the file. One that says the same stays the same wave, wherever it now stands."""
    villages = _village_codes()
    known = {wave.number: wave for wave in Wave.objects.filter(programme=programme)}
    wanted = [_wave_fields(programme, document, index, villages) for index in range(len(document.waves))]
    same = {index: _same(fields, index + 1, known) for index, fields in enumerate(wanted)}
    taken = {number for number in same.values() if number}
    for index, number in same.items():
        if number is None and index + 1 in known and index + 1 not in taken:
            same[index] = index + 1
            taken.add(index + 1)
    try:
        Wave.objects.filter(programme=programme).exclude(number__in=taken).delete()
    except ProtectedError:
        raise WaveInUse(
            "Gelombang yang sudah berisi penilaian atau kursi tidak dapat dihapus dari berkas program. "
            "Kembalikan gelombang itu."
        ) from None
    if any(number not in (None, index + 1) for index, number in same.items()):
        Wave.objects.filter(programme=programme).update(number=-F("number"))  # numbers are free to change places
    for index, fields in enumerate(wanted):
        wave = known[same[index]] if same[index] else Wave(programme=programme)  # type: ignore[index]
        for name, value in {**fields, "number": index + 1}.items():
            setattr(wave, name, value)
        wave.save()


def _wave_fields(
    programme: Programme, document: Document, index: int, villages: checks.VillageCodes
) -> dict[str, object]:
    wave = document.waves[index]
    terms = groups.of_wave(document, wave.group)
    assert terms is not None
    return {
        "government": programme.government,
        "region": programme.region,
        "start": wave.start,
        "months": wave.months,
        "villages": checks.wave_villages(document, index, villages),
        "group": terms.name,
        "segment": terms.segment,
        "insurance": list(terms.insurance),
        "optional": list(terms.optional),
        "income": terms.income,
        "rotate": wave.rotate,
    }


_IDENTITY = ("start", "months", "villages", "group")


def _same(fields: dict[str, object], number: int, known: dict[int, Wave]) -> int | None:
    """The number of the known wave that covers the same months, villages and group; its own number first."""
    of_order = sorted(known.values(), key=lambda wave: wave.number != number)
    return next((w.number for w in of_order if all(getattr(w, name) == fields[name] for name in _IDENTITY)), None)


def _village_codes() -> checks.VillageCodes:
    regions = reader.load()
    return lambda code: list(regions.villages(code)["code"])
