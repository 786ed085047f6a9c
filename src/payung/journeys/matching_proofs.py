"""Scans of a folder or a zip are attached to persons by their names; what is not sure is listed, never guessed."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import polars as pl

from payung.documents import unattached_list
from payung.journeys import matching_place, results_folder, wording
from payung.kernel.refusal import Refusal
from payung.matching import actions as matching
from payung.matching import proofs
from payung.matching import queries as matching_queries
from payung.matching.columns import KINDS
from payung.people import queries as people_queries
from payung.regions import reader
from payung.roster import queries as roster_queries
from payung.storage import files

JUNK = ("thumbs.db", "desktop.ini")
MOST_RATIO = 200
MOST_TOTAL, MOST_GROWTH = 2 * 1024**3, 5
"""Scans hardly shrink in a zip: beyond MOST_TOTAL bytes unpacked, no more than MOST_GROWTH times the zip itself."""
MOST_FILES = 200_000
PROOFS = {"person_id": pl.Int64, "village": pl.String, "kind": pl.String, "sha256": pl.String, "media": pl.String,
          "size": pl.Int64}  # fmt: skip


class NothingToAttach(Refusal):
    """There is no folder or zip with files."""


@dataclass(frozen=True)
class Attached:
    """How many files there were, attached newly and before, and why others were not: path and reason code."""

    files: int
    new: int
    known: int
    persons: int
    left_out: list[tuple[str, str]]
    details: Path | None


def attach(path: Path, source: Path, *, out: Path, name: str, at: datetime) -> Attached:
    """Attach every scan of `source` (folder or zip) whose person and kind its name says; list the others below `out`.

    The files stay where they are; their content is kept by its hash. Raises NothingToAttach.
    """
    with matching_place.of(path, name=name, at=at) as place:
        results_folder.must_hold_results(out, path.parent / place.document.rosters)
        key = place.programme.pk
        people = people_queries.people(key)
        known = proofs.owners(people, reader.load().villages(place.document.government).select("code", "name"))
        rows, left_out, count = [], [], 0
        whose = {(sha256, kind): person for person, kind, sha256 in
                 matching_queries.proofs(key).select("person_id", "kind", "sha256").iter_rows()}  # fmt: skip
        for member, content in _contents(source):
            count += 1
            said = proofs.meaning(member)
            persons, reason = proofs.owner(member, said, known)
            unfit = content if isinstance(content, str) else _unfit(content)
            reason = unfit or reason
            if reason or isinstance(content, str) or said.kind is None:
                left_out.append((member, reason or "no-kind"))
                continue
            sha256 = files.put(content)
            if said.kind == "ktp" and whose.setdefault((sha256, "ktp"), persons[0]) != persons[0]:
                left_out.append((member, "same-for-others"))
                continue
            size, media = len(content), proofs.media(content)
            rows += [(who, known.village_of[who], said.kind, sha256, media, size) for who in persons]
        if not count:
            raise NothingToAttach(f"{source.name} tidak memuat satu berkas pun. Periksa map atau zip-nya.")
        frame = pl.DataFrame(rows, schema=PROOFS, orient="row").unique(["person_id", "kind", "sha256"])
        new = matching.attach(programme_id=key, proofs=frame, by=place.by, at=at)
        details = None
        if left_out:
            details = out / "berkas-belum-terlampir.xlsx"
            unattached_list.write(
                wording.heading(place.document, place.document.demo),
                pl.DataFrame(
                    [(member, proofs.REASONS[reason]) for member, reason in left_out],
                    schema={"file": pl.String, "reason": pl.String},
                    orient="row",
                ),
                details,
            )
    return Attached(count, new, frame.height - new, frame["person_id"].n_unique(), left_out, details)


def counts(path: Path, *, name: str, at: datetime) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Proofs of a programme: by village (village_name, people, a column for each kind), and by person (nik as it is,
    name, file and row of the roster). Villages that share a name are told apart by their kecamatan.

    A kind's column counts the people of a village who have such a proof, and the proofs of a person.
    """
    with matching_place.of(path, name=name, at=at) as place:
        key = place.programme.pk
        people = people_queries.people(key).select("person_id", "nik", "name", "village", "roster_row_id")
        origins = roster_queries.origins(people["roster_row_id"].to_list())
        given = matching_queries.proofs(key)
        villages = reader.load().villages(place.document.government)
    by_kind = given.group_by("person_id").agg(
        (pl.col("kind") == kind).sum().cast(pl.Int64).alias(kind) for kind in KINDS
    )
    shown = pl.format("{}, {}", "name", "district_name")
    unique = villages.select(
        village="code", village_name=pl.when(pl.len().over("name") > 1).then(shown).otherwise("name")
    )
    named = people.join(unique, on="village", how="left").join(origins, on="roster_row_id", how="left")
    by_person = named.join(by_kind, on="person_id", how="left").with_columns(pl.col(KINDS).fill_null(0))
    by_village = (
        by_person.group_by("village", "village_name")
        .agg(pl.len().alias("people"), *((pl.col(kind) > 0).sum().alias(kind) for kind in KINDS))
        .sort("village")
    )
    return by_village, by_person.sort("village", "nik", nulls_last=True)


def _unfit(content: bytes) -> str | None:
    if not content:
        return "empty"
    if len(content) > proofs.LARGEST:
        return "too-large"
    return None if proofs.media(content) else "not-a-scan"


def _contents(source: Path) -> Iterator[tuple[str, bytes | str]]:
    """Every file of a folder or zip with its content, or the reason why it cannot be read; one at a time."""
    if source.is_dir():
        found = (path for path in source.rglob("*") if path.is_file() and not path.is_symlink())
        for path in sorted(found, key=lambda path: os.fsencode(path)):
            member = path.relative_to(source).as_posix()
            if not _is_junk(member):
                too_large = path.stat().st_size > proofs.LARGEST
                yield member, "too-large" if too_large else path.read_bytes()
        return
    try:
        archive = zipfile.ZipFile(source)
    except (zipfile.BadZipFile, OSError):
        raise NothingToAttach(f"{source.name} bukan map atau zip yang dapat dibuka. Buat zip baru.") from None
    with archive:
        unpacked = sum(info.file_size for info in archive.infolist())
        if unpacked > max(MOST_TOTAL, MOST_GROWTH * source.stat().st_size) or len(archive.infolist()) > MOST_FILES:
            raise NothingToAttach(
                f"Isi {source.name} jauh lebih besar daripada berkasnya sendiri, jadi tidak dibuka. Buat zip baru "
                "dari pindaian aslinya, bila perlu satu zip tiap desa."
            )
        for info in sorted(archive.infolist(), key=lambda info: info.filename.encode(errors="replace")):
            if not info.is_dir() and not _is_junk(info.filename):
                yield info.filename, _member(archive, info)


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes | str:
    if info.file_size > proofs.LARGEST:
        return "too-large"
    if info.flag_bits & 1 or info.file_size > MOST_RATIO * max(info.compress_size, 1):
        return "locked"
    try:
        with archive.open(info) as opened:
            return opened.read(proofs.LARGEST + 1)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, ValueError):
        return "locked"


def _is_junk(member: str) -> bool:
    last = member.rsplit("/", 1)[-1]
    return last.startswith(("~$", ".")) or "__MACOSX" in member or last.casefold() in JUNK
