"""Tells the lines about people from all others: headings again, numbering, totals, signatures, notes.

A line with a number of a person in its NIK column is about a person. Everything else is looked at one by
one: between such lines a name is enough; below the last of them, where officials sign, more is asked.
"""

import re

import polars as pl

from payung.roster.reading import headings, table
from payung.roster.reading.shapes import Grid
from payung.roster.reading.table import Heading

END = "###"
EXAMPLES_AMONG = 10
TOTAL = re.compile(
    r"(sub|grand)?[\s\-]*(jumlah|total|jml)\b(\s*[:=]|\s*(sub|grand|keseluruhan|seluruh|seluruhnya|semua|semuanya|total|jumlah|akhir|"
    r"orang|jiwa|peserta|pekerja|penduduk|rt|rw|dusun|desa|kelurahan|kecamatan|per|laki|perempuan|kk)\b.*|\s*\d*)?",
    re.IGNORECASE,
)
SIGNED = re.compile(
    r"\W*(mengetahui|menyetujui|disetujui|dibuat oleh|yang membuat|disahkan|diperiksa|a\.?n\.?\s+(kepala|bupati)|"
    r"(pj|plt|pjs)?\.?\s*(kepala desa|kades|lurah|camat|bupati|wali ?kota|sekretaris|perbekel|keuchik|wali nagari)|"
    r"kepala (dinas|bidang|seksi|kampung|dusun|lingkungan)|hormat kami|ttd|tertanda|tanda tangan|"
    r"nip\b|nip\.|petugas|operator|pendamping|ketua)",
    re.IGNORECASE,
)
REMARK = re.compile(r"\W*(catatan|keterangan|ket|sumber|nb|note|petunjuk|contoh|cth)\b|\*", re.IGNORECASE)
BANNER = re.compile(
    r"\W*(dusun|dsn|rt|rw|desa|kelurahan|kel|kecamatan|kec|lingkungan|kelompok|blok|banjar|jorong|nagari|kampung|"
    r"wilayah|dukuh|kabupaten|kota|bagian|dinas|sektor|jenis|daftar|data|lampiran|rekap\w*)\b",
    re.IGNORECASE,
)
DATED = re.compile(
    r"[^\W\d][\w .'-]*,\s*(tanggal\s*)?[\d.…_ ]*\s*(januari|februari|maret|april|mei|juni|juli|agustus|september|"
    r"oktober|november|nopember|desember|[.…_]{2,})\s*[\d.…_]*",
    re.IGNORECASE,
)
EMPTY = re.compile(r"[\W_]*")
NUMBERED = re.compile(r"\d{1,6}\s*[.)]?")
CIVIL_SERVANT = r"^\D*(19[4-9]|200)\d(0[1-9]|1[0-2])\d\d(19|20)\d\d(0[1-9]|1[0-2])[12]\d{3}$"
NUMBER_LIKE = re.compile(r"\W*(\d[\s.\-'x*]*){6,}", re.IGNORECASE)
PERSONAL = ("birth_date", "birth_place", "mother", "phone", "kk")
EXAMPLE = re.compile(r"\W*(contoh|cth)\b", re.IGNORECASE)


def of_people(grid: Grid, heading: Heading) -> pl.Series:
    """The lines of the grid that are about people, in order."""
    start = heading.bottom + 1
    below = grid.text.slice(start)
    mark = pl.any_horizontal(pl.col(grid.text.columns) == END)
    ended = below.select(mark.arg_max().alias("at"), mark.any().alias("any"))
    if ended.height and ended["any"][0]:
        below = below.head(ended["at"][0])
    filled = pl.any_horizontal(pl.col(sorted(set(heading.columns.values()))) != "")
    number = pl.col(heading.columns.get("nik") or heading.columns.get("kk") or below.columns[0])
    told = below.select(filled=filled, plain=number.str.contains(r"^\d{16}$"))
    told = told.with_row_index("line", offset=start)
    sure = told.filter("plain")["line"]
    doubtful = told.filter(pl.col("filled") & ~pl.col("plain"))["line"]
    if doubtful.len():
        marred = below.select(number)[doubtful - start].select(
            (number.str.len_bytes() >= 12)
            & number.str.contains(r"^(?:[^0-9A-Za-z]*\d){10,}")
            & ~number.str.contains(r"(?i)^\W*nip\b")
            & ~number.str.replace_all(" ", "").str.contains(CIVIL_SERVANT)
        )
        sure = pl.concat([sure, doubtful.filter(marred.to_series())]).sort()
        doubtful = doubtful.filter(~marred.to_series())
    samples = examples(grid, heading, sure)
    if samples:
        sure = sure.filter(~sure.is_in(samples))
    if not doubtful.len():
        return sure
    kept = judged(grid, heading, doubtful, int(sure[-1]) if sure.len() else -1)
    return pl.concat([sure, pl.Series("line", kept, dtype=sure.dtype)]).sort() if kept else sure


def after_end(grid: Grid, heading: Heading) -> int:
    """How many lines with a NIK stand below the end mark, where nobody reads them."""
    below = grid.text.slice(heading.bottom + 1)
    ended = below.select(
        mark=pl.any_horizontal(pl.col(grid.text.columns) == END).cum_max(),
        nik=pl.col(heading.columns.get("nik", grid.text.columns[0])).str.contains(r"^\s*\d{16}\s*$"),
    )
    return int((ended["mark"] & ended["nik"]).sum())


def examples(grid: Grid, heading: Heading, sure: pl.Series) -> list[int]:
    """A template's sample lines: those that say so, and those whose name is a heading."""
    name = heading.columns.get("name", "")
    samples = []
    for line, cells in zip(sure.head(EXAMPLES_AMONG), grid.text[sure.head(EXAMPLES_AMONG)].iter_rows(), strict=True):
        row = dict(zip(grid.text.columns, cells, strict=True))
        found = headings.meaning(row.get(name, "").strip())
        first = next((cell for cell in cells if cell.strip()), "")
        if EXAMPLE.match(first) or (found and "name" in found[0]):
            samples.append(line)
    return samples


def judged(grid: Grid, heading: Heading, doubtful: pl.Series, last: int) -> list[int]:
    """Those of the lines without a clear NIK that are about people."""
    letters = grid.text.columns
    recognised = set(heading.columns.values())
    kept = []
    for line, cells in zip(doubtful, grid.text[doubtful].iter_rows(), strict=True):
        row = {name: cell.strip() for name, cell in zip(letters, cells, strict=True) if cell and cell.strip()}
        if line > last and not has_number(row, heading) and closes(row):
            break
        if is_person(row, heading, recognised, after=line > last):
            kept.append(line)
    return kept


def closes(row: dict[str, str]) -> bool:
    """Whether a line begins what stands below the list: place and date, signatures, notes."""
    if len(row) > 4 or NUMBERED.fullmatch(next(iter(row.values()), "")):
        return False
    return any(SIGNED.match(cell) or DATED.fullmatch(cell) or REMARK.match(cell) for cell in row.values())


def is_person(row: dict[str, str], heading: Heading, recognised: set[str], *, after: bool) -> bool:
    """Whether a line without a clear NIK is about a person all the same."""
    said = {name: cell for name, cell in row.items() if not EMPTY.fullmatch(cell)}
    known = recognised & said.keys()
    nik = said.get(heading.columns.get("nik", ""), "")
    name = said.get(heading.columns.get("name", ""), "")
    if not known or table.is_numbering(list(row.values())) or repeats(row, heading):
        return False
    if after and re.match(CIVIL_SERVANT, nik.replace(" ", "")):
        return False
    if any(TOTAL.fullmatch(cell) for cell in row.values()) and sum(map(str.isdigit, nik)) < 6:
        return False
    first = next(iter(said.values()))
    if EXAMPLE.match(first) or (len(said) <= 4 and not has_number(said, heading) and closes(said)):
        return False
    if NUMBERED.fullmatch(first) and len(said) > 1 and (any(map(str.isdigit, nik)) or is_described(known, heading)):
        return True
    if len(said) == 1 and (BANNER.match(first) or first.startswith("(") or not name):
        return bool(nik) and any(map(str.isdigit, nik)) and not BANNER.match(first)
    if after:
        return bool(name or nik) and (len(known) >= 2 or (bool(name) and NUMBERED.fullmatch(first) is not None))
    return bool(name) or any(map(str.isdigit, nik)) or len(known) >= 3


def has_number(row: dict[str, str], heading: Heading) -> bool:
    """Whether the NIK column holds most of a number, as no line of a signature does: an official's own number is one
    of a civil servant.
    """
    nik = row.get(heading.columns.get("nik", ""), "")
    return NUMBER_LIKE.fullmatch(nik) is not None and not re.match(CIVIL_SERVANT, nik.replace(" ", ""))


def is_described(known: set[str], heading: Heading) -> bool:
    """Whether something only a person has is filled in, and more: a form printed for a village holds neither."""
    return len(known) >= 2 and any(heading.columns.get(field) in known for field in PERSONAL)


def repeats(row: dict[str, str], heading: Heading) -> bool:
    """Whether a line is the headings again."""
    for line in heading.lines:
        same = sum(1 for name, cell in row.items() if line.get(name, "").casefold() == cell.casefold())
        if same >= 2 and same >= len(row) / 2:
            return True
    name, nik = heading.columns.get("name", ""), heading.columns.get("nik", "")
    meant = [headings.meaning(row[each]) for each in (name, nik) if each in row]
    return len(meant) == 2 and all(meant)
