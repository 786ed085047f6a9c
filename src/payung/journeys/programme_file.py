"""Reads programme.yaml, alone: a validated document, or every problem at once with the line it stands on."""

from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from types import UnionType
from typing import Any, get_args

import pydantic

from payung.journeys import plain_yaml, programme_reference
from payung.journeys.plain_yaml import Place, Problem, ProgrammeFileProblem, dotted
from payung.programme import checks, village_lines
from payung.programme.document import Document
from payung.programme.keys import RUPIAH_LIMIT, VILLAGES

reference = programme_reference.reference


@dataclass(frozen=True)
class ProgrammeFile:
    """A programme file that can be run."""

    path: Path
    document: Document
    warnings: list[str]

    def beside(self, name: str) -> Path:
        """A path written in the file, which counts from the file's own folder."""
        return self.path.parent / name


def read(path: Path | str, *, ceiling: int | None = None, files: bool = True) -> ProgrammeFile:
    """Read and validate a programme file.

    `ceiling` replaces the ceiling of the only funding line, in whole rupiah. With `files` the quota, roster and
    reference files that it names must exist. Raises ProgrammeFileProblem with all problems at once.
    """
    path = Path(path)
    name = path.name
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as refused:
        sentence = "Berkas program tidak ditemukan. Periksa nama dan mapnya."
        if isinstance(refused, IsADirectoryError):
            sentence = "Ini map, bukan berkas program. Tulis nama berkasnya, misalnya programme.yaml."
        elif isinstance(refused, PermissionError):
            sentence = "Berkas program tidak boleh dibaca. Periksa izinnya."
        raise ProgrammeFileProblem([Problem(name, 1, "", sentence)]) from None
    except UnicodeDecodeError:
        raise ProgrammeFileProblem(
            [Problem(name, 1, "", "Berkas program bukan teks UTF-8. Simpan ulang sebagai teks UTF-8.")]
        ) from None
    values, lines = plain_yaml.load(text, name)
    document, problems = _validate(values, lines, name)
    if document is not None:
        at = _Locator(lines, name)
        document, written = _spread(document)
        problems += _contradictions(document, written, problems, at)
        if files:
            problems += _missing_files(document, path.parent, at)
        if ceiling is not None and len(set(written)) != 1:
            problems.append(
                at.problem(("funding",), "Pagu lewat --ceiling hanya dapat dipakai bila sumber dananya satu.")
            )
    if problems:
        raise ProgrammeFileProblem(problems)
    assert document is not None
    if ceiling is not None:
        if ceiling >= RUPIAH_LIMIT:
            raise ProgrammeFileProblem([Problem(name, 1, "", "Pagu lewat --ceiling terlalu besar.")])
        raised = [line.model_copy(update={"ceiling": ceiling}) for line in document.funding]
        document = document.model_copy(update={"funding": raised})
    return ProgrammeFile(path, document, [*checks.warnings(document), *checks.unpaid_options(document, _villages())])


def _spread(document: Document) -> tuple[Document, list[int]]:
    """The document with a line a village where the file says `owner: villages`, and where each line was written."""
    if all(line.owner != VILLAGES for line in document.funding):
        return document, list(range(len(document.funding)))
    codes = _villages()
    covered = {v for index in range(len(document.waves)) for v in checks.wave_villages(document, index, codes)}
    return village_lines.spread(document, sorted(covered))


def _contradictions(document: Document, written: list[int], known: list[Problem], at: "_Locator") -> list[Problem]:
    """Contradictions, except inside a section that already has a problem of its own.

    `written`: where each funding line stands in the file.
    """
    troubled = {problem.key.rpartition(".")[0] for problem in known} - {""}
    found = []
    for said in checks.contradictions(document, _villages()):
        where = said.where
        if len(where) > 1 and where[0] == "funding":
            where = ("funding", written[int(where[1])], *where[2:])
        found.append(at.problem(where, said.sentence))
    found = list(dict.fromkeys(found))
    return [problem for problem in found if not any(problem.key.startswith(section) for section in troubled)]


# --- from values to a document: where a problem stands ------------------------------------------------------------


@dataclass(frozen=True)
class _Locator:
    lines: dict[Place, int]
    name: str

    def problem(self, where: Place, message: str) -> Problem:
        known = where
        while known and known not in self.lines:
            known = known[:-1]
        return Problem(self.name, self.lines[known], dotted(where), message)


# --- from values to a document -----------------------------------------------------------------------------------


def _validate(values: Any, lines: dict[Place, int], name: str) -> tuple[Document | None, list[Problem]]:
    """The document, or what could be saved of it to look for more problems, and the problems of single keys."""
    at = _Locator(lines, name)
    if not isinstance(values, dict):
        return None, [Problem(name, 1, "", "Berkas program harus berisi kunci dan nilai, misalnya code: kaur-2024.")]
    try:
        return Document.model_validate(values), []
    except pydantic.ValidationError as refused:
        problems: dict[tuple[int, str], Problem] = {}
        errors = [(error, _real_path(error["loc"], values)) for error in refused.errors()]
        for error, where in errors:
            if error["type"] == "literal_error" and any(len(w) > len(where) == _shared(w, where) for _, w in errors):
                continue  # "all, or a list": the list was meant, and what is wrong inside it is said
            problem = at.problem(where, _sentence(error, where))
            problems.setdefault((problem.line, problem.key), problem)
            _drop(values, where)
    try:
        return Document.model_validate(values), list(problems.values())
    except pydantic.ValidationError:
        return None, list(problems.values())


def _real_path(location: tuple[int | str, ...], values: Any) -> Place:
    """Pydantic's place without the names of union branches it tried."""
    path: list[int | str] = []
    here = values
    for part in location:
        if isinstance(here, dict) and isinstance(part, str) and part != "[key]":
            path.append(part)
            here = here.get(part)
        elif isinstance(here, list) and isinstance(part, int) and part < len(here):
            path.append(part)
            here = here[part]
        elif not isinstance(here, list):
            break
    return tuple(path)


def _shared(one: Place, other: Place) -> int:
    """How many parts two paths begin with alike."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _drop(values: Any, where: Place) -> None:
    here = values
    for part in where[:-1]:
        here = here.get(part, {}) if isinstance(here, dict) else here[int(part)]
    if where and isinstance(here, dict):
        here.pop(where[-1], None)


def _sentence(error: Any, where: Place) -> str:
    kind, context = error["type"], error.get("ctx", {})
    if kind == "missing":
        return "Kunci ini wajib diisi."
    if kind == "extra_forbidden":
        close = get_close_matches(str(where[-1]), _keys(where[:-1]), 1, 0.6)
        return "Kunci ini tidak dikenal. " + (f"Apakah maksudnya {close[0]}?" if close else "Hapus atau betulkan.")
    if kind == "value_error":
        text = str(context["error"])
        return f"{text[:1].upper()}{text[1:]}".rstrip(".") + "."
    if kind == "literal_error":
        return f"Nilai ini tidak dikenal. Pilihannya: {context['expected'].replace(' or ', ' atau ')}."
    if kind.startswith(("int", "finite")):
        return "Isi dengan bilangan bulat tanpa titik dan tanpa kutip, misalnya 119280000."
    if kind.startswith("date"):
        return "Isi dengan tanggal TAHUN-BULAN-HARI, misalnya 2024-11-20."
    if kind in ("greater_than_equal", "less_than_equal", "less_than", "greater_than"):
        low, high = context.get("ge"), context.get("le", context.get("lt"))
        return (
            f"Nilai terlalu kecil; paling kecil {low}." if low is not None else f"Nilai terlalu besar; batas {high}."
        )
    if kind == "too_short":
        return "Daftar ini tidak boleh kosong."
    if kind.startswith("list"):
        return "Isi dengan daftar, misalnya [JKK, JKM]."
    if kind.startswith(("model", "dict")):
        return "Isi dengan kunci dan nilai, misalnya {source: APBD, year: 2024}."
    if kind.startswith("bool"):
        return "Isi dengan true atau false."
    return "Isi dengan teks di antara tanda kutip."


def _keys(path: Place) -> list[str]:
    """The keys that may stand at a path of the document."""
    model: Any = Document
    for part in path:
        if isinstance(part, int):
            continue
        field = getattr(model, "model_fields", {}).get(part)
        if field is None:
            return list(get_args(get_args(Document.model_fields["references"].annotation)[0]))
        model = _model_in(field.annotation)
    return list(getattr(model, "model_fields", {}))


def _model_in(annotation: Any) -> Any:
    for part in get_args(annotation):
        if isinstance(part, type) and issubclass(part, pydantic.BaseModel):
            return part
        if isinstance(part, UnionType):
            return _model_in(part)
    return annotation


def _missing_files(document: Document, folder: Path, at: _Locator) -> list[Problem]:
    named: list[tuple[Place, str]] = [] if document.continues else [(("rosters",), document.rosters)]
    if document.quota.file:
        named.append((("quota", "file"), document.quota.file))
    named += [
        (("groups", number, "quota", "file"), group.quota.file)
        for number, group in enumerate(document.groups)
        if group.quota and group.quota.file
    ]
    named += [(("references", kind, "file"), entry.file) for kind, entry in document.references.items()]
    return [
        at.problem(where, f"“{name}” tidak ditemukan di samping berkas program. Periksa nama dan mapnya.")
        for where, name in named
        if not exists(folder / name)
    ]


def exists(path: Path) -> bool:
    """Whether something lies at a path that a person wrote, of whatever length."""
    try:
        return path.exists()
    except OSError:  # a name that is too long for the file system
        return False


@lru_cache(maxsize=1)
def _villages() -> Callable[[str], list[str]]:
    from payung.regions import reader

    regions = reader.load()

    @lru_cache(maxsize=4096)
    def village_codes(code: str) -> list[str]:
        return list(regions.villages(code)["code"])

    return village_codes
