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
FIRST_LOOK = ("nik", "place", "born", "serial", "birth_date", "sex", "name_key", "mother_key", "phone", "village")
NAME_RESEMBLING, MOTHER_RESEMBLING = 0.95, 0.9
"""Jaro-Winkler similarity from which the model takes two names, or two names of mothers, for one."""

SLACK = 0.25
"""How far below the threshold a bound may lie, in log2 of the odds: sums of rounded weights."""


def find(people: pl.DataFrame, new: pl.Series | None = None, *, own_nik: bool = False) -> pl.DataFrame:
    """Pairs left < right (ids) worth scoring; with `new` ids only pairs that one of them is part of. Sorted.

    In: `linkage.prepare`. With `own_nik`, pairs that state one NIK are left out.
    """
    listed = people.height
    if new is not None:
        people = _within_reach(people, new)
    coded = _coded(people)
    pairs = blocked(coded, new)
    if own_nik:
        pairs = pairs.filter(~_seen(coded, pairs, "nik")["nik"])
    kept = [worth_scoring(coded, part, listed) for part in pairs.iter_slices(PAIRS_AT_ONCE)]
    places = pl.concat(kept) if kept else pl.DataFrame(schema={"left": pl.UInt32, "right": pl.UInt32})
    a, b = people["id"].gather(places["left"]), people["id"].gather(places["right"])
    sides = pl.DataFrame({"a": a, "b": b})
    return sides.select(left=pl.min_horizontal("a", "b"), right=pl.max_horizontal("a", "b")).sort("left", "right")


CODED = (
    *("nik", "place", "born", "serial", "birth_date", "sex", "name_key", "first", "last", "own", "mother_key"),
    *("mother_own", "phone", "village"),
)


def _within_reach(people: pl.DataFrame, new: pl.Series) -> pl.DataFrame:
    """The new people and all who share a blocking key with one of them; a million others are not looked at again."""
    placed = people.with_row_index("at")
    newcomers = placed.filter(pl.col("id").is_in(new.implode()))
    reached = [newcomers["at"]]
    for columns, _ in linkage.model().blocking:
        keys = newcomers.select(columns).drop_nulls().unique()
        reached.append(placed.select("at", *columns).join(keys, on=columns, how="semi")["at"])
    return people[pl.concat(reached).unique().sort()]


def _coded(people: pl.DataFrame) -> pl.DataFrame:
    """The people with a number for each text, `n_...`: numbers are compared and joined faster than texts."""
    born = pl.col("birth_date")
    return people.with_columns(
        *(pl.col(name).rank("dense").cast(pl.UInt32).fill_null(0).name.prefix("n_") for name in CODED),
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
    is_said = pl.all_horizontal(pl.col(key).is_not_null() & (pl.col(key) != 0) for key in keys)
    known = people.select("at", "is_new", *keys).filter(is_said).filter(pl.len().over(keys).is_between(2, at_most))
    newcomers = known if all_new else known.filter("is_new")
    pairs = newcomers.join(known, on=keys, suffix="_other").filter(
        (pl.col("at") < pl.col("at_other")) | (~pl.col("is_new_other") & (pl.col("at") > pl.col("at_other")))
    )
    return pairs.select(left=pl.min_horizontal("at", "at_other"), right=pl.max_horizontal("at", "at_other"))


def worth_scoring(coded: pl.DataFrame, pairs: pl.DataFrame, listed: int) -> pl.DataFrame:
    """Those of these pairs (places in `coded`) whose score could reach the threshold among so many people listed.

    In three looks, each at fewer pairs and closer: at first every unequal date and name is taken for a mistake.
    """
    model = linkage.model()
    least = math.log2(model.threshold / (1 - model.threshold)) - SLACK - math.log2(linkage.prior(listed))
    said = _seen(coded, pairs, *FIRST_LOOK)
    said = said.with_columns(
        frequency=pl.max_horizontal(
            coded["frequency"].gather(said["left"]), coded["frequency"].gather(said["right"])
        ),
        birth_near=pl.lit(True),
        both_agree=pl.lit(False),
    )
    best = said.filter(_identity(model) + _name(model) + _family(model) >= least)
    best = _seen(coded, best, "first", "last", "own", "mother_own").with_columns(
        birth_near=_births_near(coded, best),
        both_agree=(coded["agrees"].gather(best["left"]) & coded["agrees"].gather(best["right"])).fill_null(False),
    )
    rest = _identity(model) + _sex(model) + _twins(model)
    best = best.filter(rest + _name(model) + _family(model) >= least)
    if best.is_empty():
        return best.select("left", "right")
    best = best.with_columns(name_close=_alike(coded, best, "name", NAME_RESEMBLING, letters=2))
    best = best.filter(rest + _name(model, pl.col("name_close")) + _family(model) >= least)
    best = best.with_columns(mother_close=_alike(coded, best, "mother", MOTHER_RESEMBLING, letters=0))
    closest = rest + _name(model, pl.col("name_close")) + _family(model, pl.col("mother_close"))
    return best.filter(closest >= least).select("left", "right")


def _seen(coded: pl.DataFrame, pairs: pl.DataFrame, *names: str) -> pl.DataFrame:
    """The pairs with, for each column, whether both say the same, and `..._unknown`, whether one says nothing."""
    said = []
    for name in names:
        numbers = coded[f"n_{name}"]
        left, right = numbers.gather(pairs["left"]), numbers.gather(pairs["right"])
        unknown = (left == 0) | (right == 0)
        said += [((left == right) & ~unknown).alias(name), unknown.alias(f"{name}_unknown")]
    return pairs.with_columns(said)


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
        pl.when(born & ~pl.col("born") & (pl.col("sex") | pl.col("sex_unknown")))
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
    # Where the birth parts differ and the dates too, each number belongs to its own person.
    may_be_near = pl.col("born") | born | (pl.col("birth_near") & ~pl.col("both_agree"))
    return found.when((parts >= 2) & may_be_near).then(near).otherwise(other)


def _sex(model: linkage.Model) -> pl.Expr:
    return pl.when(pl.col("sex") | pl.col("sex_unknown")).then(0.0).otherwise(model.weights("sex")["sex-other"])


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
    of_two_sexes = pl.col("birth_date") & pl.col("mother_key") & ~pl.col("sex") & ~pl.col("sex_unknown")
    found = pl.when(of_two_sexes).then(w["boy-and-girl"])
    return found.when(together & ~pl.col("nik_unknown")).then(taken).otherwise(0.0)


def _alike(coded: pl.DataFrame, pairs: pl.DataFrame, of: str, least: float, *, letters: int) -> pl.Series:
    """Whether two different names resemble each other by Jaro-Winkler, or are so few letters apart."""
    text = coded[f"{of}_joined"].fill_null("")
    unlike = pairs.with_row_index("nth").filter(~pl.col(f"{of}_key"))
    left, right = text.gather(unlike["left"]).to_list(), text.gather(unlike["right"]).to_list()
    said = [
        JaroWinkler.similarity(a, b, score_cutoff=least) > 0
        or (letters > 0 and DamerauLevenshtein.distance(a, b, score_cutoff=letters) <= letters)
        for a, b in zip(left, right, strict=True)
    ]
    close = pl.Series("close", [True], dtype=pl.Boolean).new_from_index(0, pairs.height)
    return close.scatter(unlike["nth"], said) if said else close
