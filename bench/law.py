"""Contribution and eligibility of a million people, against the same arithmetic in bare Polars on ready numbers.

What the floor gets ready: the base of each income row, birth and start days as numbers, the NIK as a number, whether
the occupation is excluded, `renewed` without gaps. What it gives: the same answers as the law, that is JKK, JKM, JHT,
total, eligible, and the lists `failed` and `assumed` in words, for a law without them would be no law for an officer.
It makes the lists in the cheapest way known to us (each distinct set of reasons spelled once, then looked up; one
list expression over twenty columns would take a hundred times as long), so that the bound is not won by a slow floor.
What the law does besides: find the income row, read NIK and occupation from text, keep base, JP, the worker's part,
what is confirmed and why not. `measure` also holds that both give equal answers.
"""

import random
import time
from collections.abc import Callable
from datetime import date

import polars as pl

from payung.law import contribution, eligibility, in_force

PEOPLE = 1_000_000
MOST = 3.0
"""The law may cost at most this many times its own arithmetic."""
ANSWERS = ("JKK", "JKM", "JHT", "total", "eligible", "failed", "assumed")
_OCCUPATIONS = ("Petani", "Nelayan/Perikanan", "Buruh harian lepas", "Pedagang keliling", "IRT", "PNS", "Tukang ojek")


def measure(people: int = PEOPLE, rounds: int = 9) -> dict[str, float]:
    """Seconds of the law and of its floor (best of some rounds, in turn) and their ratio, with the bound.

    The ratio is of processor seconds (all cores together), which a machine busy with other work distorts least.
    """
    parameters = in_force.load()
    frame, ready = _people(people), _ready(people)
    if not bare(ready).equals(_by_law(frame, parameters).select(ANSWERS)):
        raise AssertionError("the floor and the law answer differently")
    floors, laws = [], []
    for _ in range(rounds):
        floors.append(_seconds(lambda: bare(ready)))
        laws.append(_seconds(lambda: _by_law(frame, parameters)))
    (law, law_cpu), (floor, floor_cpu) = (map(min, zip(*found, strict=True)) for found in (laws, floors))
    return {
        "people": people,
        "law_seconds": round(law, 3),
        "floor_seconds": round(floor, 3),
        "law_cpu_seconds": round(law_cpu, 3),
        "floor_cpu_seconds": round(floor_cpu, 3),
        "ratio": round(law_cpu / floor_cpu, 2),
        "bound": MOST,
    }


def bare(ready: pl.DataFrame) -> pl.DataFrame:
    """The same answers where all is looked up already: bases, days, occupations and the NIK as numbers."""
    jkk, jkm, jht = pl.col("base") // 100, pl.lit(6800, pl.Int64), pl.col("base") * 2 // 100
    in_relief = pl.col("month").is_between(date(2026, 4, 1), date(2026, 12, 1))
    is_relieved = in_relief & (pl.col("payer") == "self")
    money = ready.select(
        pl.when(pl.col("jkk")).then(pl.when(is_relieved).then(jkk // 2).otherwise(jkk)).otherwise(0).alias("JKK"),
        pl.when(pl.col("jkm")).then(pl.when(is_relieved).then(jkm // 2).otherwise(jkm)).otherwise(0).alias("JKM"),
        pl.when(pl.col("jht")).then(jht).otherwise(0).alias("JHT"),
    ).with_columns((pl.col("JKK") + pl.col("JKM") + pl.col("JHT")).alias("total"))
    age = (pl.col("start_number") - pl.col("birth_number")) // 10_000
    serial, day_month = pl.col("nik_number") % 10_000, pl.col("nik_number") // 1_000_000 % 10_000
    possible = (serial != 0) & (day_month > 0) & (pl.col("nik_number") // 10**14 > 10)
    fresh = ~pl.col("renewed")
    reasons = {
        "not-alive": ~pl.col("alive"),
        "too-young": fresh & (age < 18),
        "too-old": fresh & (age >= 65),
        "nik-unusable": ~possible,
        "civil-servant": pl.col("civil_servant"),
        "wage-earner": pl.col("wage_earner"),
        "covered-elsewhere": fresh & pl.col("covered_elsewhere"),
        "not-resident": ~pl.col("resident"),
        "not-working": ~pl.col("working"),
        "occupation-excluded": pl.col("is_excluded"),
        "decile-out": pl.col("decile") > 4,
        "unknown-alive": pl.col("alive").is_null(),
        "unknown-birth_date": fresh & pl.col("birth_number").is_null(),
        "unknown-start": fresh & pl.col("start_number").is_null(),
        "unknown-nik": pl.col("nik_number").is_null(),
        "unknown-civil_servant": pl.col("civil_servant").is_null(),
        "unknown-wage_earner": pl.col("wage_earner").is_null(),
        "unknown-covered_elsewhere": fresh & pl.col("covered_elsewhere").is_null(),
        "unknown-resident": pl.col("resident").is_null(),
        "unknown-working": pl.col("working").is_null(),
        "unknown-decile": pl.col("decile").is_null(),
    }
    bits = pl.lit(0, pl.UInt32)
    for place, reason in enumerate(reasons.values()):
        bits = bits | pl.when(reason).then(pl.lit(1 << place, pl.UInt32)).otherwise(pl.lit(0, pl.UInt32))
    masks = ready.select(bits.alias("mask"))
    distinct = masks["mask"].unique()
    words = [" ".join(name for place, name in enumerate(reasons) if one >> place & 1) for one in distinct]
    spelled = (
        pl.when(pl.col("words") == "").then(pl.lit([], pl.List(pl.String))).otherwise(pl.col("words").str.split(" "))
    )
    lists = pl.DataFrame({"mask": distinct, "words": words}).select("mask", spelled.alias("failed"))
    people = masks.join(lists, on="mask", how="left", maintain_order="left").select(
        (pl.col("mask") == 0).alias("eligible"), "failed", pl.lit([], pl.List(pl.String)).alias("assumed")
    )
    return pl.concat([money, people], how="horizontal")


def _by_law(frame: pl.DataFrame, parameters: in_force.ParameterSet) -> pl.DataFrame:
    return eligibility.assess(contribution.assess(frame, parameters), parameters, max_decile=4)


def _people(count: int) -> pl.DataFrame:
    """A million invented people (sub-district 99) of all sorts, in cover months inside and outside the relief."""
    chance = random.Random(4)

    def draw(choices: tuple[object, ...]) -> list[object]:
        return chance.choices(choices, k=count)

    def days(first: date, last: date) -> pl.Series:
        offsets = pl.Series([chance.randint(0, (last - first).days) for _ in range(count)])
        return pl.select(pl.lit(first) + pl.duration(days=offsets)).to_series()

    frame = pl.DataFrame(
        {
            "income": [chance.randrange(0, 6_000_000, 500) for _ in range(count)],
            "jkk": True,
            "jkm": True,
            "jht": draw((True, False, False)),
            "month": draw((date(2026, 3, 1), date(2026, 5, 1))),
            "sector": "other",
            "payer": draw(("APBD", "self", "APBDES")),
            "birth_date": days(date(1952, 1, 1), date(2009, 1, 1)),
            "start": date(2026, 5, 1),
            "number": range(count),
            **{name: draw((True,) * 30 + (False, None)) for name in ("alive", "resident", "working")},
            **{name: draw((False,) * 30 + (True, None)) for name in ("civil_servant", "wage_earner", "renewed")},
            "covered_elsewhere": draw((False,) * 30 + (True, None)),
            "occupation": draw(_OCCUPATIONS),
            "decile": draw((1, 2, 3, 4, 5, None)),
        },
        schema_overrides={"income": pl.Int64, "decile": pl.Int64},
    )
    serial = (pl.col("number") % 9_999 + 1).cast(pl.String).str.zfill(4)
    return frame.with_columns(("170499" + pl.col("birth_date").dt.strftime("%d%m%y") + serial).alias("nik"))


def _ready(count: int) -> pl.DataFrame:
    frame = _people(count)
    base = contribution.assess(frame, in_force.load())["base"]

    def number(name: str) -> pl.Expr:
        return pl.col(name).dt.strftime("%Y%m%d").cast(pl.Int32)

    return frame.with_columns(
        base,
        number("birth_date").alias("birth_number"),
        number("start").alias("start_number"),
        pl.col("nik").cast(pl.Int64).alias("nik_number"),
        (pl.col("occupation") == "PNS").alias("is_excluded"),
        pl.col("renewed").fill_null(False),
    )


def _seconds(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the wall and on all processors together."""
    wall, used = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - used


if __name__ == "__main__":
    figures = measure()
    law, floor, ratio = figures["law_cpu_seconds"], figures["floor_cpu_seconds"], figures["ratio"]
    print(f"law: {law} s of processor, floor {floor} s, {ratio} times (bound {MOST})")
    print(f"     {figures['law_seconds']} s and {figures['floor_seconds']} s on the wall")
