"""The Lampiran of a decree village by village: landscape pages, constants above the list, one excerpt a village."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import polars as pl

from payung.documents import arrangement, canvas, typeface
from payung.documents.decree_text import DecreeText, joined, period
from payung.kernel import rupiah

ROWS = 38  # people on a page of a village that needs several
TIGHTEST = 44  # people that still fit on one page when the rows move together
LEFT, RIGHT = 51.0, 884.4
TOP, BOTTOM, PITCH = 84.0, 563.0, 12.4
SIZE = 7.7
PLACE = ("village", "village_name", "village_kind", "district", "district_name")
AID = {"JKK": "aid_jkk", "JKM": "aid_jkm", "JHT": "aid_jht", "JP": "aid_jp"}
CONSTANT = ("village", "group", "segment", "start", "months", "insurance", "source", *AID.values())


@dataclass(frozen=True)
class Column:
    """A column of the annex: what it is called, where it stands and how it is aligned, in points."""

    heading: str
    name: str
    left: float
    right: float
    align: str = "left"

    @property
    def place(self) -> canvas.Place:
        if self.align == "left":
            return self.left, self.align, self.right - self.left
        return self.right if self.align == "right" else (self.left + self.right) / 2, self.align, None


COLUMNS = (
    Column("No.\nurut", "no_text", 51, 79, "right"),
    Column("No.\ndesa", "village_no_text", 81, 104, "right"),
    Column("NIK", "nik", 111, 184),
    Column("No. KK", "kk", 190, 263),
    Column("Nama sesuai KTP", "name", 269, 424),
    Column("L/P", "sex", 426, 446, "center"),
    Column("Tempat lahir", "birth_place", 450, 528),
    Column("Tanggal lahir", "birth_text", 530, 586, "center"),
    Column("Umur", "age_text", 588, 612, "center"),
    Column("Alamat (dusun, RT/RW)", "neighbourhood", 618, 734),
    Column("Pekerjaan", "occupation", 739, 829),
    Column("Dasar", "basis_text", 834, 884.4),
)


@dataclass(frozen=True)
class Sheaf:
    """People printed together: one village with one group, start, length, insurance and source.

    aid: rupiah of one person over all months by insurance, without what he pays himself; empty: the decree's tariff.
    """

    village: str
    village_name: str
    village_kind: str
    district: str
    district_name: str
    start: object
    months: int
    insurance: str
    source: str
    people: pl.DataFrame
    group: str = ""
    segment: str = ""
    aid: dict[str, int] = field(default_factory=dict)

    @property
    def pages(self) -> int:
        return 1 if self.people.height <= TIGHTEST else -(-self.people.height // ROWS)


def printed(frame: pl.DataFrame) -> pl.DataFrame:
    """Arrange the list and write every cell as it is printed."""
    arranged = arrangement.arrange(frame)
    return arranged.with_columns(
        _thousands("no").alias("no_text"),
        _thousands("village_no").alias("village_no_text"),
        pl.col("name").str.to_uppercase(),
        pl.col("birth_date").dt.strftime("%d-%m-%Y").alias("birth_text"),
        pl.col("age").cast(pl.String).alias("age_text"),
        arrangement.neighbourhood_expr().alias("neighbourhood"),
        pl.coalesce("basis", pl.lit("Urutan ") + pl.col("rank").cast(pl.String)).alias("basis_text"),
    ).with_columns(pl.col([column.name for column in COLUMNS]).fill_null(""))


def sheaves(frame: pl.DataFrame) -> list[Sheaf]:
    """Cut the printed list into sheaves, in the order of the list."""
    found = []
    for part in frame.partition_by(list(CONSTANT), maintain_order=True):
        first = part.row(0, named=True)
        fields = {name: first[name] for name in PLACE}
        found.append(
            Sheaf(
                **fields,
                start=first["start"],
                months=first["months"] or 0,
                insurance=first["insurance"] or "",
                source=first["source"] or "",
                people=part,
                group=first["group"] or "",
                segment=first["segment"] or "",
                aid={name: first[column] for name, column in AID.items() if first[column] is not None},
            )
        )
    return found


def draw(
    surface: canvas.Canvas,
    text: DecreeText,
    parts: list[Sheaf],
    *,
    first_page: int,
    last_page: int,
    insert_at: int,
    demo: bool,
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Draw all sheaves; page numbers run from `first_page`, `insert_at` is the place in the PDF."""
    number = first_page
    total = sum(sheaf.pages for sheaf in parts)
    for sheaf in parts:
        for part in range(sheaf.pages):
            page = surface.page(canvas.F4[1], canvas.F4[0])
            if demo:
                page.watermark("DATA CONTOH", size=100, angle_cos=0.891, angle_sin=0.454)
            _head(page, text, sheaf, continued=part > 0)
            _rows(page, sheaf.people if sheaf.pages == 1 else sheaf.people.slice(part * ROWS, ROWS))
            foot(page, footer(text), number, last_page, draft=text.is_draft)
            surface.add(page, insert_at + number - first_page)
            number += 1
            if progress is not None:
                progress(number - first_page, total)


def footer(text: DecreeText, *, masked: bool = False) -> str:
    """The line at the foot of each page of the annex."""
    digest = f"{text.list_sha256[:8]} {text.list_sha256[8:16]}…"
    if masked:
        return f"Untuk diumumkan: nama disamarkan, NIK hanya empat angka akhir  ·  SHA-256 {digest}"
    name = f"Lampiran {text.issuer.full_decree} Nomor {text.number or '……'} Tahun {text.year}"
    return f"{name}  ·  memuat data pribadi, hanya untuk pelaksanaan bantuan iuran  ·  SHA-256 {digest}"


def foot(page: canvas.Page, line: str, number: int, last: int, *, draft: bool) -> None:
    """Draw the foot of a page: what it belongs to and which page of how many."""
    base = page.height - 31
    right = page.width - LEFT
    page.line(LEFT, base - 9, right, weight=0.6, grey=0.47)
    page.text(LEFT, base, line, 7.5, grey=0.35)
    count = f"Halaman {rupiah.number(number)} dari {rupiah.number(last)}"
    page.text(right, base, count, 7.5, grey=0.35, align="right")
    if draft:
        page.text(page.width / 2, base + 12, "RANCANGAN", 8, bold=True, grey=0.3, align="center")


def part_of(sheaf: Sheaf, name: str, parts: dict[str, int]) -> int:
    """Rupiah of one person of this sheaf over all months for one insurance; `parts` a month where it says nothing."""
    if sheaf.aid:
        return sheaf.aid.get(name, 0)
    insured = sheaf.insurance.split("+") if sheaf.insurance else list(parts)
    return parts.get(name, 0) * sheaf.months if name in insured else 0


def total_of(sheaf: Sheaf, parts: dict[str, int]) -> tuple[int | None, int]:
    """Rupiah per person and month of this sheaf, None where months differ, and its rupiah in all."""
    each = sum(part_of(sheaf, name, parts) for name in {**parts, **sheaf.aid})
    tariff = each // sheaf.months if sheaf.months and each % sheaf.months == 0 else None
    return tariff, each * sheaf.people.height


def _head(page: canvas.Page, text: DecreeText, sheaf: Sheaf, *, continued: bool) -> None:
    tariff, total = total_of(sheaf, text.parts)
    above = f"KECAMATAN {sheaf.district_name.upper()}"
    width = page.text(LEFT, 44, above, 8.6, grey=0.3)
    width += 6 + page.text(LEFT + width + 6, 44, arrangement.dotted(sheaf.district), 8.6, grey=0.4)
    if shared := _pools(sheaf.people):
        page.text(LEFT + width + 8, 44, f"·  {shared}", 8.2, grey=0.3, within=RIGHT - LEFT - width - 220)
    name = f"{sheaf.village_kind.upper()} {sheaf.village_name.upper()}"
    width = page.text(LEFT, 58, name, 11.5, face="legal_bold", within=430)
    tail = arrangement.dotted(sheaf.village) + ("  (lanjutan)" if continued else "")
    page.text(LEFT + width + 8, 58, tail, 8.6, grey=0.4)
    amount = rupiah.format(total)
    wide = typeface.semibold().width(amount) * 8.6 / 1000
    each = "" if tariff is None else f" × {rupiah.format(tariff)}"
    sum_ = f"{rupiah.number(sheaf.people.height)} penerima{each} × {sheaf.months} bulan = "
    page.text(RIGHT - wide, 46, sum_, 8.6, align="right")
    page.text(RIGHT, 46, amount, 8.6, bold=True, align="right")
    constants = " · ".join(filter(None, _constants(text, sheaf)))
    page.text(RIGHT, 57.5, constants, 8.6, align="right", within=400)
    page.box(LEFT, 62, RIGHT - LEFT, 21, grey=0.9)
    for column in COLUMNS:
        lines = column.heading.split("\n")
        for index, line in enumerate(lines):
            base = 75.4 if len(lines) == 1 else 71 + 8.6 * index
            at = {"left": column.left, "right": column.right, "center": (column.left + column.right) / 2}
            page.text(at[column.align], base, line, 7.3, bold=True, align=column.align)


def _constants(text: DecreeText, sheaf: Sheaf) -> Iterator[str]:
    if sheaf.group:
        yield f"{sheaf.group} ({sheaf.segment})"
    yield period(sheaf.start, sheaf.months) if sheaf.start and sheaf.months else text.period  # type: ignore[arg-type]
    yield joined(sheaf.insurance.split("+")) if sheaf.insurance else text.programmes
    yield sheaf.source or " dan ".join(funding.short for funding in text.fundings)


def _pools(people: pl.DataFrame) -> str:
    """How many of a sheaf fill which quota: "kuota Dinas Perikanan 12, Dinas Sosial 3"; "" where villages do."""
    counted = people.drop_nulls("pool_name").group_by("pool_name").len().sort("pool_name")
    said = ", ".join(f"{name} {rupiah.number(count)}" for name, count in counted.iter_rows())
    return f"kuota {said}" if said else ""


def _rows(page: canvas.Page, people: pl.DataFrame) -> None:
    cells = [people[column.name].to_list() for column in COLUMNS]
    places = [column.place for column in COLUMNS]
    pitch = min(PITCH, (BOTTOM - TOP) / max(people.height, 1))
    for index, row in enumerate(zip(*cells, strict=True)):
        top = TOP + pitch * index
        page.row(top + pitch - 3.4, zip(row, places, strict=True), SIZE)
        page.line(LEFT, top + pitch, RIGHT, weight=0.35, grey=0.62)


def _thousands(column: str) -> pl.Expr:
    """A count with a dot between thousands, below a million."""
    value = pl.col(column)
    below = (value % 1000).cast(pl.String).str.zfill(3)
    return pl.when(value < 1000).then(value.cast(pl.String)).otherwise((value // 1000).cast(pl.String) + "." + below)
