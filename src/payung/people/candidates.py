"""Which pairs are worth scoring: people who share a blocking key, whose traits could still reach the threshold.

`worth_scoring` bounds the score from above with the weights of the model, from what Polars and RapidFuzz see quickly.
A list without anybody named twice is done here, and Splink is never imported.
"""

from __future__ import annotations

import math
import operator

import polars as pl
from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from payung.people import linkage

PAIRS_AT_ONCE = 2_000_000
RESEMBLING = 0.8
"""Jaro-Winkler similarity below which two names are neither a typing error nor a form of each other."""

SLACK = 0.25
"""How far below the threshold a bound may lie, in log2 of the odds: sums of rounded weights."""


def find(people: pl.DataFrame, new: pl.Series | None = None, *, own_nik: bool = False) -> pl.DataFrame:
    """Pairs left < right (ids) worth scoring; with `new` ids only pairs that one of them is part of. Sorted.

    In: `linkage.prepare`. With `own_nik`, pairs that state one NIK are left out.
    """
    coded = _coded(people)
    pairs = blocked(coded, new)
    if own_nik:
        pairs = pairs.filter(~_same(coded, pairs, "n_nik"))
    kept = [worth_scoring(coded, part) for part in pairs.iter_slices(PAIRS_AT_ONCE)]
    places = pl.concat(kept) if kept else pl.DataFrame(schema={"left": pl.UInt32, "right": pl.UInt32})
    a, b = people["id"].gather(places["left"]), people["id"].gather(places["right"])
    sides = pl.DataFrame({"a": a, "b": b})
    return sides.select(left=pl.min_horizontal("a", "b"), right=pl.max_horizontal("a", "b")).sort("left", "right")


CODED = (
    *("nik", "place", "born", "serial", "birth_date", "sex", "name_key", "name_joined", "first", "last", "own"),
    *("mother_key", "mother_joined", "mother_own", "phone", "village"),
)


def _coded(people: pl.DataFrame) -> pl.DataFrame:
    """The people with a number for each text, `n_...`: numbers are compared and joined faster than texts."""
    born = pl.col("birth_date")
    return people.with_columns(
        *(pl.col(name).rank("dense").cast(pl.UInt32).name.prefix("n_") for name in CODED),
        month=born.dt.month(),
        day=born.dt.day(),
        is_default=(born.dt.day() == 1) & born.dt.month().is_in([1, 7]),
    )


def blocked(coded: pl.DataFrame, new: pl.Series | None = None) -> pl.DataFrame:
    """Places left, right in `coded` of people who share all columns of a blocking rule, each pair once.

    Groups larger than their rule allows are left out; with `new`, pairs of two known people too.
    """
    is_new = pl.lit(True) if new is None else pl.col("id").is_in(new.implode())
    placed = coded.with_row_index("at").with_columns(is_new=is_new)
    rules = linkage.model().blocking
    return pl.concat(_of_rule(placed, columns, most, new is None) for columns, most in rules).unique()


def _of_rule(people: pl.DataFrame, columns: list[str], at_most: int, all_new: bool) -> pl.DataFrame:
    keys = [f"n_{name}" if name in CODED else name for name in columns]
    known = people.select("at", "is_new", *keys).drop_nulls().filter(pl.len().over(keys).is_between(2, at_most))
    newcomers = known if all_new else known.filter("is_new")
    pairs = newcomers.join(known, on=keys, suffix="_other").filter(
        (pl.col("at") < pl.col("at_other")) | (~pl.col("is_new_other") & (pl.col("at") > pl.col("at_other")))
    )
    return pairs.select(left=pl.min_horizontal("at", "at_other"), right=pl.max_horizontal("at", "at_other"))


def worth_scoring(coded: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """Those of these pairs (places in `coded`) whose score could reach the threshold."""
    model = linkage.model()
    least = math.log2(model.threshold / (1 - model.threshold)) - SLACK
    least -= math.log2(linkage.prior(coded.height))
    seen = pairs.with_columns(
        *(_same(coded, pairs, f"n_{name}").alias(name) for name in CODED),
        *(
            (coded[name].is_null().gather(pairs["left"]) | coded[name].is_null().gather(pairs["right"])).alias(
                f"{name}_unknown"
            )
            for name in ("nik", "mother_key", "birth_date")
        ),
        frequency=pl.max_horizontal(
            coded["frequency"].gather(pairs["left"]), coded["frequency"].gather(pairs["right"])
        ),
        birth_near=_births_near(coded, pairs),
    ).with_columns(rest=_identity(model))
    name, family = _name(model), _family(model)
    best = seen.filter(pl.col("rest") + name + family >= least)
    if best.is_empty():
        return best.select("left", "right")
    names, mothers = _alike(coded, best, "name_joined"), _alike(coded, best, "mother_joined")
    best = best.with_columns(name_close=names[0] | names[1], mother_close=mothers[0])
    name, family = _name(model, pl.col("name_close")), _family(model, pl.col("mother_close"))
    return best.filter(pl.col("rest") + name + family + _twins(model) >= least).select("left", "right")


def _same(coded: pl.DataFrame, pairs: pl.DataFrame, name: str) -> pl.Series:
    numbers = coded[name]
    return (numbers.gather(pairs["left"]) == numbers.gather(pairs["right"])).fill_null(False)


def _births_near(coded: pl.DataFrame, pairs: pl.DataFrame) -> pl.Series:
    """Whether two birth dates resemble each other, as the model says."""

    def of(name: str) -> tuple[pl.Series, pl.Series]:
        return coded[name].gather(pairs["left"]), coded[name].gather(pairs["right"])

    parts = {name: operator.eq(*of(name)).fill_null(False) for name in ("year", "month", "day")}
    (born, other), (turned, other_turned) = of("birth_date"), of("turned")
    default, other_default = of("is_default")
    near: pl.Series = ((born == other_turned) | (other == turned)).fill_null(False)
    near |= parts["year"] & (default | other_default).fill_null(False)
    near |= (parts["year"] & (parts["month"] | parts["day"])) | (parts["month"] & parts["day"])
    return near


def _identity(model: linkage.Model) -> pl.Expr:
    """Best level of NIK and birth date: one digit may differ only where two of the NIK's three parts are equal."""
    w = model.weights("identity")
    parts = pl.sum_horizontal(pl.col("place", "born", "serial").cast(pl.Int8))
    born = pl.col("birth_date")
    near = (
        pl.when(born & ~pl.col("born"))
        .then(w["nik-near-in-birth-part-birth-same"])
        .when(born & ~pl.col("serial"))
        .then(w["nik-near-in-serial-birth-same"])
        .when(born)
        .then(w["nik-near-in-place-birth-same"])
        .when("birth_near")
        .then(w["nik-near-birth-near"])
        .otherwise(w["nik-near-birth-other"])
    )

    def by_birth(nik: str) -> pl.Expr:
        same = pl.when(born).then(w[f"{nik}-birth-same"]).when("birth_near").then(w[f"{nik}-birth-near"])
        vague = max(w[f"{nik}-birth-other"], w.get(f"{nik}-birth-unknown", -math.inf))
        return same.when("birth_date_unknown").then(vague).otherwise(w[f"{nik}-birth-other"])

    unknown, other = by_birth("nik-unknown"), by_birth("nik-other")
    found = pl.when("nik").then(w["nik-same"]).when("nik_unknown").then(unknown)
    return found.when(parts >= 2).then(near).otherwise(other)


def _name(model: linkage.Model, is_close: pl.Expr | None = None) -> pl.Expr:
    w = model.weights("name")
    same = pl.lit(model.m("name", "name-same")).log(2) - pl.col("frequency").log(2)
    close = pl.lit(w["name-typo"])
    shares_a_word = pl.any_horizontal("first", "last", "own")
    part = pl.when(shares_a_word).then(w["name-word-missing"]).otherwise(w["name-nickname"])
    if is_close is not None:
        close = pl.when(is_close).then(w["name-typo"]).otherwise(part)
    return pl.when("name_key").then(same).otherwise(close)


def _family(model: linkage.Model, is_close: pl.Expr | None = None) -> pl.Expr:
    w = model.weights("family")

    def by_home(mother: str) -> pl.Expr:
        home = pl.when("phone").then(w[f"{mother}-phone-same"]).when("village").then(w[f"{mother}-village-same"])
        return home.otherwise(max(w[mother], w.get(f"{mother}-phone-unknown", -math.inf)))

    alike = by_home("mother-alike")
    if is_close is not None:
        alike = pl.when(is_close | pl.col("mother_own")).then(alike).otherwise(by_home("mother-other"))
    found = pl.when("mother_key").then(by_home("mother-same"))
    return found.when("mother_key_unknown").then(by_home("mother-unknown")).otherwise(alike)


def _twins(model: linkage.Model) -> pl.Expr:
    """What is taken back from people born together; where in doubt whether they were, nothing."""
    w = model.weights("twins")
    together = pl.col("birth_date") & pl.col("mother_key") & pl.col("born") & ~pl.col("serial")
    neighbours = max(w["neighbours-name-same"], w["neighbours-name-close"])
    taken = pl.when(pl.col("place")).then(neighbours).otherwise(w["together-name-close"])
    return pl.when(together & ~pl.col("nik_unknown")).then(taken).otherwise(0.0)


def _alike(coded: pl.DataFrame, pairs: pl.DataFrame, name: str) -> tuple[pl.Series, pl.Series]:
    """Whether two texts resemble each other (Jaro-Winkler), and whether they are two letters apart at most."""
    left = coded[name].fill_null("").gather(pairs["left"]).to_list()
    right = coded[name].fill_null("").gather(pairs["right"]).to_list()
    both = list(zip(left, right, strict=True))
    resembling = [JaroWinkler.similarity(a, b, score_cutoff=RESEMBLING) > 0 for a, b in both]
    apart = [DamerauLevenshtein.distance(a, b, score_cutoff=2) <= 2 for a, b in both]
    return pl.Series(resembling, dtype=pl.Boolean), pl.Series(apart, dtype=pl.Boolean)
