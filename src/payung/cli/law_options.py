"""Options that the verbs about law and money share, with the sentences for what cannot be read."""

from collections.abc import Callable
from datetime import date
from typing import Any

import click

from payung.kernel import month as months
from payung.kernel import rupiah
from payung.kernel.refusal import Refusal
from payung.law import contribution, eligibility, in_force, relief, tariff

Command = Callable[..., Any]


class Rupiah(click.ParamType[int]):
    """Whole rupiah: 16800, 16.800 or "Rp 16.800"."""

    name = "RP"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read the amount; a negative one or a word is refused."""
        try:
            amount = rupiah.parse(str(value))
        except ValueError as problem:
            self.fail(str(problem), param, ctx)
        if not 0 <= amount < 10**15:
            self.fail(f"{value} tidak masuk akal sebagai jumlah rupiah.", param, ctx)
        return amount


class Month(click.ParamType[date]):
    """A month: 2024-12."""

    name = "YYYY-MM"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the month."""
        try:
            return months.parse(value)
        except ValueError as problem:
            self.fail(str(problem), param, ctx)


class Day(click.ParamType[date]):
    """A day: 2024-12-01; a month stands for its first day."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the day."""
        text = str(value)
        try:
            return months.parse(text) if len(text) == len("2024-12") else date.fromisoformat(text)
        except ValueError:
            self.fail(f"'{value}' bukan tanggal; tulis seperti 2024-12-01.", param, ctx)


class Listed(click.ParamType[list[str]]):
    """Several words with commas or plus signs between them, each from a known list."""

    name = "LIST"

    def __init__(self, known: tuple[str, ...]) -> None:
        self.known = known

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> list[str]:
        """Read the list, in the order of the law."""
        parts = value if isinstance(value, list) else str(value).replace("+", ",").split(",")
        spelled = {name.lower(): name for name in self.known}
        named = [spelled.get(part.strip().lower(), part.strip()) for part in parts if part.strip()]
        if unknown := [name for name in named if name not in self.known]:
            self.fail(f"{', '.join(unknown)} tidak dikenal; pilih dari {', '.join(self.known)}.", param, ctx)
        return [name for name in self.known if name in named]


MONTH = click.option("--month", type=Month(), required=True, help="Bulan perlindungan, misalnya 2024-12.")


def _together(known: tuple[str, ...]) -> Callable[..., list[str]]:
    """Several times the same option, each a word or a list of words, as one list in the order of the law."""

    def join(_ctx: click.Context, _param: click.Parameter, lists: tuple[list[str], ...]) -> list[str]:
        return [name for name in known if any(name in named for named in lists)]

    return join


def _listed(option: str, known: tuple[str, ...], default: list[str], words: str) -> Callable[[Command], Command]:
    return click.option(
        option, type=Listed(known), multiple=True, default=default, callback=_together(known), help=words
    )


def _choice(option: str, known: tuple[str, ...], **more: Any) -> Callable[[Command], Command]:
    words = click.Choice(known, case_sensitive=False)
    return click.option(option, type=words, metavar="|".join(known), **more)


INSURANCE = _listed(
    "--insurance", contribution.INSURANCES, ["JKK,JKM"], "Program jaminan, boleh diulang.  [baku: JKK,JKM]"
)
SEGMENT = _choice("--segment", contribution.SEGMENTS, default="BPU", show_default=True)
INCOME = click.option("--income", type=Rupiah(), help="Dasar penghasilan atau upah sebulan; baku BPU: terendah.")
SECTOR = _choice("--sector", relief.SECTORS, default="other", show_default=True)
PAYER = _choice("--payer", relief.PAYERS, help="Siapa yang membayar iuran.")
ASSUME = _listed("--assume", tuple(eligibility.ASSUMABLE), [], "Yang dijamin SPTJM kepala desa, boleh diulang.")
PEOPLE = click.option("--people", type=click.IntRange(1, 10**9), required=True, help="Banyaknya orang.")
MONTHS = click.option("--months", type=click.IntRange(1, 120), required=True, help="Lamanya dalam bulan.")
CEILING = click.option("--ceiling", type=Rupiah(), help="Pagu dalam rupiah.")


def answers(*inputs: str) -> Callable[[Command], Command]:
    """An option with ya or tidak for each input; left out means that nobody knows."""

    def add(command: Command) -> Command:
        for name in reversed(inputs):
            option = f"--{name.replace('_', '-')}"
            command = click.option(option, name, type=YesOrNo(), default=None)(command)
        return command

    return add


class YesOrNo(click.ParamType[bool]):
    """ya or tidak."""

    name = "ya|tidak"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> bool:
        """Read the answer."""
        known = {"ya": True, "tidak": False, "true": True, "false": False}
        answer = value if isinstance(value, bool) else known.get(str(value).lower())
        if answer is None:
            self.fail(f"'{value}' tidak dikenal; jawab ya atau tidak.", param, ctx)
        return answer


def tariff_or_counted(
    amount: int | None,
    start: date | None,
    insurance: list[str],
    payer: str | None,
    segment: str = "BPU",
    income: int | None = None,
) -> int:
    """The stated tariff, or the contribution in the first month: of the lowest BPU row, or of an income."""
    if amount is not None:
        return amount
    if start is None:
        raise Refusal("Sebutkan iuran per orang per bulan (--tariff), atau bulan mulai agar dihitung dari aturannya.")
    if segment == "PU" and income is None:
        raise Refusal("Iuran PU dihitung dari upah: sebutkan --income, misalnya 2500000, atau --tariff.")
    counted = tariff.of(
        insurance=insurance, month=start, parameters=in_force.load(), payer=payer, segment=segment, income=income
    )
    if counted is None:
        raise Refusal(f"Tidak ada aturan iuran untuk {months.name(start)}; sebutkan --tariff.")
    return counted
