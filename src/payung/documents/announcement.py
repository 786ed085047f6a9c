"""The public list: initials and the last four digits of the NIK, several villages a page, a new page a kecamatan."""

from collections.abc import Callable
from dataclasses import dataclass, field

import polars as pl

from payung.documents import annex, arrangement, canvas
from payung.documents.decree_text import DecreeText
from payung.kernel import dates, rupiah

ACROSS = 4  # people side by side
LEFT, RIGHT = 51.0, 558.5
FIRST, LAST = 118.0, 884.0  # where the list may stand on a page
PITCH = 10.1
HEAD, GAP = 17.0, 8.0
GUIDE = "Lihat huruf depan nama dan empat angka akhir NIK di bawah nama desa. NIK lengkap tidak perlu disebut."


@dataclass(frozen=True)
class Block:
    """Some people of one village, with how many of the village come before them."""

    village: str
    title: str
    count: int
    names: list[str]
    digits: list[str]
    before: int = 0

    @property
    def lines(self) -> int:
        return -(-len(self.names) // ACROSS)

    @property
    def height(self) -> float:
        return HEAD + self.lines * PITCH + GAP


@dataclass
class Sheet:
    """One page: the kecamatan it belongs to and the blocks on it."""

    district: str
    district_name: str
    regency_name: str
    people: int
    villages: int
    continued: bool
    blocks: list[Block] = field(default_factory=list)


def masked(frame: pl.DataFrame) -> pl.DataFrame:
    """Keep what may be published: region, initials, the last four digits; nothing else leaves this function."""
    return arrangement.arrange(frame).select(
        *annex.PLACE,
        "regency_name",
        arrangement.masked_name_expr().alias("initials"),
        pl.col("nik").str.slice(-4).alias("digits"),
    )


def sheets(public: pl.DataFrame) -> list[Sheet]:
    """Flow the villages over pages; a village moves to the next page whole unless it is longer than a page."""
    found: list[Sheet] = []
    for part in public.partition_by("district", maintain_order=True):
        first = part.row(0, named=True)
        villages = part.partition_by("village", maintain_order=True)
        sheet = _sheet(first, part.height, len(villages), continued=False)
        found.append(sheet)
        room = LAST - FIRST
        for village in villages:
            for block in _blocks(village):
                if block.height > room and sheet.blocks:
                    sheet = _sheet(first, part.height, len(villages), continued=True)
                    found.append(sheet)
                    room = LAST - FIRST
                sheet.blocks.append(block)
                room -= block.height
    return found


def draw(
    surface: canvas.Canvas,
    text: DecreeText,
    pages: list[Sheet],
    *,
    first_page: int,
    demo: bool,
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Draw the list behind the front page; numbers run from `first_page`."""
    last = first_page + len(pages) - 1
    line = annex.footer(text, masked=True)
    for number, sheet in enumerate(pages, first_page):
        page = surface.page(*canvas.F4)
        if demo:
            page.watermark("DATA CONTOH", size=84, angle_cos=0.5736, angle_sin=0.8192)
        _head(page, text, sheet)
        top = FIRST
        for block in sheet.blocks:
            _block(page, block, top)
            top += block.height
        annex.foot(page, line, number, last, draft=text.is_draft)
        surface.add(page)
        if progress is not None:
            progress(number - first_page + 1, len(pages))


def objection(text: DecreeText) -> str:
    """How to object, in one sentence."""
    day = text.objections_until
    until = f"paling lambat {dates.long(day)}" if day else "selama masa pengumuman"
    where = f" atau {text.contact}" if text.contact else ""
    return f"Ada yang keliru atau tidak layak? Sampaikan ke kantor desa atau kelurahan{where} {until}."


def _sheet(first: dict[str, str], people: int, villages: int, *, continued: bool) -> Sheet:
    return Sheet(first["district"], first["district_name"], first["regency_name"] or "", people, villages, continued)


def _blocks(village: pl.DataFrame) -> list[Block]:
    first = village.row(0, named=True)
    names, digits = village["initials"].fill_null("").to_list(), village["digits"].fill_null("").to_list()
    title = f"{first['village_kind'].capitalize()} {first['village_name']}"
    most = int((LAST - FIRST - HEAD - GAP) // PITCH) * ACROSS
    return [
        Block(first["village"], title, len(names), names[at : at + most], digits[at : at + most], at)
        for at in range(0, len(names), most)
    ]


def _head(page: canvas.Page, text: DecreeText, sheet: Sheet) -> None:
    page.text(LEFT, 44, f"{text.issuer.government.upper()} · PENGUMUMAN", 8, grey=0.35)
    decree = f"{text.issuer.full_decree} Nomor {text.number or '……'} Tahun {text.year}"
    page.text(RIGHT, 44, decree, 8, grey=0.35, align="right", within=280)
    page.box(LEFT, 52, RIGHT - LEFT, 30, grey=0.945)
    guide = "Mencari nama Anda? "
    wide = page.text(LEFT + 7, 64, guide, 8.3, bold=True)
    page.text(LEFT + 7 + wide, 64, GUIDE, 8.3, within=RIGHT - LEFT - wide - 14)
    page.text(LEFT + 7, 75.5, objection(text) + " Gratis: tidak boleh ada pungutan.", 8.3, within=RIGHT - LEFT - 14)
    width = page.text(LEFT, 104, f"KECAMATAN {sheet.district_name.upper()}", 11.5, face="legal_bold", within=330)
    villages = f"{rupiah.number(sheet.people)} penerima dalam {sheet.villages} desa/kelurahan"
    tail = f"{arrangement.dotted(sheet.district)} · {villages}" + (" (lanjutan)" if sheet.continued else "")
    page.text(LEFT + width + 9, 104, tail, 8.6, grey=0.4)
    if sheet.regency_name:
        page.text(RIGHT, 104, sheet.regency_name, 8.6, grey=0.4, align="right")


def _block(page: canvas.Page, block: Block, top: float) -> None:
    page.line(LEFT, top, RIGHT, weight=0.9, grey=0.1)
    width = page.text(LEFT, top + 11, block.title + (" (lanjutan)" if block.before else ""), 9.3, bold=True)
    page.text(LEFT + width + 7, top + 11, arrangement.dotted(block.village), 8, grey=0.4)
    page.text(RIGHT, top + 11, f"{rupiah.number(block.count)} penerima", 8.3, align="right")
    step = (RIGHT - LEFT + 16) / ACROSS
    for index, (name, digits) in enumerate(zip(block.names, block.digits, strict=True)):
        column, line = divmod(index, block.lines)
        x = LEFT + column * step
        base = top + HEAD + line * PITCH + 7
        page.text(x + 16, base, str(block.before + index + 1), 7.3, grey=0.45, align="right")
        page.text(x + 21, base, name, 7.6, within=step - 16 - 21 - 24)
        page.text(x + step - 16, base, digits, 7.6, align="right")
        page.line(x, base + 2.5, x + step - 16, weight=0.3, grey=0.75)
