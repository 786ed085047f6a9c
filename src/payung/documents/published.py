"""Published figures beside those computed from the programme: equal, higher, lower, or not to be computed here."""

from collections.abc import Sequence
from dataclasses import dataclass

from payung.documents import workbook
from payung.documents.budget_statement import RP
from payung.kernel import rupiah

NAME = "Angka terbit"


@dataclass(frozen=True)
class Comparison:
    """One published figure. `computed` is None for what happened outside the programme's own plan."""

    label: str  # "Iuran seluruhnya"
    published: int
    computed: int | None
    source: str
    note: str | None = None
    is_money: bool = False

    @property
    def difference(self) -> int | None:
        """Published less computed."""
        return None if self.computed is None else self.published - self.computed

    def shown(self, value: int | None) -> str:
        """A value as people write it."""
        if value is None:
            return "tidak dihitung"
        return rupiah.format(value) if self.is_money else rupiah.number(value)

    @property
    def verdict(self) -> str:
        """How the published figure stands to the computed one, in words.

        >>> Comparison("Orang", 7130, 7100, "berita").verdict
        'terbit 30 lebih tinggi'
        """
        if self.difference is None:
            return "di luar hitungan program ini"
        if not self.difference:
            return "sama"
        return f"terbit {self.shown(abs(self.difference))} lebih {'tinggi' if self.difference > 0 else 'rendah'}"


def write(book: workbook.Book, comparisons: Sequence[Comparison], remarks: Sequence[str] = ()) -> None:
    """Add the sheet "Angka terbit": published, computed by formula-free values, the difference as a formula."""
    sheet = book.sheet(NAME, footer="Angka yang terbit dan hitungan program")
    below = "Hitungan: semua kursi terisi, orang × iuran × bulan. Angka resmi ialah angka dalam keputusan."
    book.title(sheet, "Angka yang sudah terbit di samping hitungan", below)
    headings = ("Angka", "Terbit", "Dihitung", "Selisih (terbit − dihitung)", "Artinya", "Sumber", "Keterangan")
    for index, (heading, width) in enumerate(zip(headings, (30, 20, 20, 20, 30, 44, 40), strict=True)):
        sheet.set_column(index, index, width)
        sheet.write_string(3, index, heading, book.heading())
    sheet.set_row(3, 30)
    line = {"bottom": 1, "bottom_color": workbook.LINE}
    wrapped = book.style(text_wrap=True, valign="top", indent=1, **line)
    for row, said in enumerate(comparisons, 4):
        shown = RP if said.is_money else "#,##0"
        number = book.style(num_format=shown, valign="top", **line)
        sheet.write_string(row, 0, said.label, wrapped)
        sheet.write_number(row, 1, said.published, number)
        if said.computed is None or said.difference is None:
            sheet.write_string(row, 2, said.shown(None), wrapped)
            sheet.write_blank(row, 3, None, wrapped)
        else:
            differs = {"bold": True, "font_color": "#8B1A1A"} if said.difference else {}
            sheet.write_number(row, 2, said.computed, number)
            signed = f'{shown};-{shown};"0"'
            formula = f"=B{row + 1}-C{row + 1}"
            style = book.style(num_format=signed, valign="top", **differs, **line)
            sheet.write_formula(row, 3, formula, style, said.difference)
        for index, text in ((4, said.verdict), (5, said.source), (6, said.note or "")):
            sheet.write_string(row, index, text, wrapped)
        sheet.set_row(row, 15 * max(1 + len(said.source) // 46, 1 + len(said.note or "") // 42))
    boxed = book.style(text_wrap=True, bg_color="#FFF3CD", border=1, border_color="#E0C36A", valign="top")
    for row, text in enumerate(remarks, 5 + len(comparisons)):
        sheet.merge_range(row, 0, row, 6, "", boxed)
        sheet.write_string(row, 0, text, boxed)
        sheet.set_row(row, 15 * (1 + len(text) // 190))
