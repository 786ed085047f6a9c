"""The next year: people of the programme that this one continues are candidates again, without a new roster.

They come as one more sheet of the run, made of what the book knows of them, so that every later stage treats them as
anybody else; a village that names somebody anew corrects him, and its row is the one that counts.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from payung.decree import changes
from payung.decree import queries as decrees
from payung.eligibility import queries as eligibility
from payung.enrolment import queries as enrolment
from payung.kernel.refusal import Refusal
from payung.people import queries as people
from payung.programme import queries as programmes
from payung.programme.document import Document
from payung.programme.models import Programme
from payung.roster import columns
from payung.roster.reading.shapes import KIND, Sheet, SourceFile, letter
from payung.selection import actions as selection
from payung.selection import queries as seats
from payung.storage import frames

FORMAT = "continued"
GONE = ("not-alive", "not-resident")
FIELDS = (
    "nik", "kk", "name", "sex", "birth_place", "birth_date", "occupation", "address", "rt", "rw", "hamlet", "village",
    "phone", "mother", "income", "decile", "disability", "relation", "agency", "segment",
)  # fmt: skip
"""What a continued person brings along, in the columns of a roster."""


class NothingToContinue(Refusal):
    """The programme that is to be continued is not known here, or has nobody."""


@dataclass(frozen=True)
class Continuing:
    """People of the earlier programme: who goes on, and who does not (`reason` in words).

    people: person_id, the values of the last sighting, kpj, paid_through. dropped: person_id, nik, name, village,
    kpj, paid_through, reason. `remark` says what the officer should know, or is empty.
    """

    code: str
    people: pl.DataFrame
    dropped: pl.DataFrame
    remark: str = ""

    def beside(self, sources: Iterable[SourceFile]) -> list[SourceFile]:
        """The sheet of those whom no roster at hand names; empty when the rosters name everybody."""
        named = _named(sources)
        rest = self.people.filter(~pl.col("nik").is_in(list(named)))
        return [_sheet(self.code, rest)] if rest.height else []

    @property
    def person_ids(self) -> list[int]:
        return self.people["person_id"].to_list()


def of(document: Document) -> Continuing | None:
    """Who continues from the programme that the document names; None where it names none.

    Needs the scope of the government. Raises NothingToContinue.
    """
    if document.continues is None:
        return None
    programme = programmes.by_code(document.government, document.continues)
    if programme is None:
        raise NothingToContinue(
            f"Program {document.continues} yang dilanjutkan (continues) belum dikenal di sini. Jalankan program itu, "
            "atau ambil alih daftarnya dengan payung takeover."
        )
    entries, members, remark = _told(programme)
    known = _values(programme, entries, members)
    if known.is_empty():
        raise NothingToContinue(
            f"Program {document.continues} belum mempunyai daftar: tidak ada SK dan tidak ada peserta yang diambil "
            "alih, jadi belum ada yang dapat dilanjutkan."
        )
    out = _out(programme, known)
    return Continuing(
        document.continues,
        known.join(out, on="person_id", how="anti", maintain_order="left"),
        pl.concat([known.join(out, on="person_id"), _removed(programme, known)], how="diagonal_relaxed")
        .unique("person_id", keep="first", maintain_order=True)
        .sort("village", "name", "nik"),
        remark,
    )


def _told(programme: Programme) -> tuple[pl.DataFrame, pl.DataFrame, str]:
    """The list of the decree (in force, else drafted) and the memberships that go on."""
    standing = decrees.in_force(programme.pk)
    decree = standing or decrees.open_draft(programme.pk)
    entries = decrees.entries(decree.pk if decree else -1)
    remark = ""
    if decree is not None and standing is None:
        remark = (
            f"SK program {programme.code} belum dicatat ditandatangani; yang dilanjutkan adalah rancangannya. "
            "Catat dengan payung decree sign."
        )
    return entries, enrolment.memberships(programme.pk), remark


def _values(programme: Programme, entries: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """One line a person of the list or the memberships: what was last seen, else what the decree froze."""
    seen = people.people(programme.pk).filter(pl.col("nik").is_not_null(), ~pl.col("is_undecided"))
    ids = pl.concat([entries["person_id"], members["person_id"]]).unique()
    listed = seen.filter(pl.col("person_id").is_in(ids.implode()))
    frozen = entries.unique("person_id", keep="last", maintain_order=True).join(listed, on="person_id", how="anti")
    frozen = frozen.select("person_id", "nik", "name", "birth_date", "sex", "village")
    told = members.select("person_id", "kpj", "paid_through", "ended_on")
    return (
        pl.concat([listed, frozen], how="diagonal_relaxed")
        .join(told, on="person_id", how="left", maintain_order="left")
        .sort("nik")
    )


def _out(programme: Programme, known: pl.DataFrame) -> pl.DataFrame:
    """person_id and reason in words of those who do not go on: died, gone, released, membership ended."""
    told: dict[int, str] = {}
    dead = frames.read(eligibility.ENTRIES, {"programme": programme.pk}).filter(kind="deceased")["nik"].drop_nulls()
    gone = known.filter(pl.col("nik").is_in(dead.implode()) | ~pl.col("is_alive").fill_null(True))
    told |= dict.fromkeys(gone["person_id"].to_list(), "meninggal dunia atau tidak ada lagi menurut daftar")
    ended = known.filter(pl.col("ended_on").is_not_null())["person_id"].to_list()
    told |= dict.fromkeys(ended, "kepesertaannya berakhir")
    for wave in programmes.waves(programme.pk):
        # What another agency answered after the signature counts also while no amendment has said it.
        for person, failed in eligibility.latest_outcomes(wave.pk).select("person_id", "failed").iter_rows():
            why = next((decrees.LAW[code] for code in failed or () if code in GONE), None)
            if why and person not in told:
                told[person] = changes.REASONS[why]
        released = seats.latest(wave.pk).filter(kind="released").filter(pl.col("why").is_in(selection.RELEASES))
        for person, why in released.select("person_id", "why").iter_rows():
            told[person] = changes.REASONS[why]
    return pl.DataFrame(
        {"person_id": list(told), "reason": list(told.values())}, schema={"person_id": pl.Int64, "reason": pl.String}
    )


def _removed(programme: Programme, known: pl.DataFrame) -> pl.DataFrame:
    """Those whom an amendment took off the list and none put back."""
    parts = [
        decrees.changes_of(decree.pk).filter(pl.col("kind") == changes.REMOVED, pl.col("reason") != "corrected")
        for decree in decrees.chain(programme.pk)
    ]
    if not parts:
        return known.clear().with_columns(reason=pl.lit(None, pl.String))
    gone = pl.concat(parts).unique("person_id", keep="last", maintain_order=True)
    return (
        gone.join(known, on="person_id", how="anti")
        .with_columns(pl.col("reason").replace_strict(changes.REASONS, return_dtype=pl.String))
        .select("person_id", "nik", "name", "birth_date", "sex", "village", "reason")
    )


def _named(sources: Iterable[SourceFile]) -> set[str]:
    """Digits of every NIK that the sheets name."""
    found: set[str] = set()
    for source in sources:
        for sheet in source.sheets:
            if (nik := sheet.columns.get("nik")) is not None:
                found.update(re.sub(r"\D", "", text) for text in sheet.cells[nik])
    return found


def _sheet(code: str, people: pl.DataFrame) -> SourceFile:
    """The people as a sheet of a roster, cells as text."""
    given = [name for name in FIELDS if name in columns.FIELDS]
    letters = {name: letter(place) for place, name in enumerate(given)}
    known = people.columns
    cells = people.select(
        _cell(name, known).fill_null("").cast(pl.String).alias(letters[name]) for name in given
    ).insert_column(0, pl.int_range(2, people.height + 2, dtype=pl.Int64, eager=True).alias("row"))
    kinds = cells.select(
        pl.when(pl.col(one) == "").then(pl.lit("empty")).otherwise(pl.lit("text")).cast(KIND).alias(one)
        for one in letters.values()
    )
    name = f"lanjutan {code}"
    sheet = Sheet(
        name=name,
        header_row=1,
        columns=letters,
        headings={letters[one]: columns.FIELDS[one] for one in given},
        unrecognised=[],
        cells=cells,
        kinds=kinds,
    )
    digest = hashlib.sha256(cells.write_csv().encode()).hexdigest()
    return SourceFile(name, format=FORMAT, sha256=digest, sheets=[sheet])


def _cell(name: str, known: list[str]) -> pl.Expr:
    if name == "relation":
        head = pl.col("head_of_family") if "head_of_family" in known else pl.lit(None, pl.Boolean)
        return pl.when(head).then(pl.lit("KEPALA KELUARGA"))
    if name not in known:
        return pl.lit(None, pl.String)
    if name == "birth_date":
        return pl.col(name).dt.strftime("%d-%m-%Y")
    if name == "disability":
        return pl.when(pl.col(name)).then(pl.lit("Ya")).when(~pl.col(name)).then(pl.lit("Tidak"))
    return pl.col(name).cast(pl.String)
