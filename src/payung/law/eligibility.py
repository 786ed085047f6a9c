"""Who may be covered, and every reason why not, for one person or ten million."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import polars as pl

from payung.kernel import dates, strict_yaml
from payung.law import marks, nik_column
from payung.law import occupations as vocabulary
from payung.law.in_force import ParameterSet, Value
from payung.law.rate import content

INPUTS: Mapping[str, Any] = {
    "birth_date": pl.Date,
    "start": pl.Date,
    "nik": pl.String,
    "alive": pl.Boolean,
    "civil_servant": pl.Boolean,
    "wage_earner": pl.Boolean,
    "covered_elsewhere": pl.Boolean,
    "renewed": pl.Boolean,
    "resident": pl.Boolean,
    "working": pl.Boolean,
    "occupation": pl.String,
    "decile": pl.Int64,
    "matched": pl.Boolean,
}
ASSUMABLE = {
    "alive": True,
    "civil_servant": False,
    "wage_earner": False,
    "covered_elsewhere": False,
    "resident": True,
    "working": True,
}
_NOT_GIVEN: Any = object()


def assess(
    frame: pl.DataFrame,
    parameters: ParameterSet,
    *,
    min_age: int | pl.Expr | None = None,
    max_decile: int | pl.Expr | None = None,
    occupations: str | Collection[str] | None = "all",
    assume: Iterable[str] = (),
    segment: str = "BPU",
) -> pl.DataFrame:
    """Add `eligible` (Boolean), `failed` and `assumed` (List[String]) to a frame of people.

    In: any of `birth_date`, `start` (Date), `nik` (text), `alive`, `civil_servant`, `wage_earner`,
    `covered_elsewhere`, `renewed`, `resident`, `working`, `matched` (Boolean), `occupation` (words or code),
    `decile` (Int); null and absent both mean unknown. Required and unknown is a failure of its own
    (`unknown-<input>`), unless the input is in `assume` (covered by the village head's statement): then it counts as
    favourable and stands in `assumed`, except where the written occupation contradicts it. A renewed participant is
    not tested for age at start nor for other cover; `renewed` unknown counts as not renewed. Occupation is required
    only when the programme lists occupations (codes or ecosystems), decile only when it has a limit. `matched` is
    false where the civil registry or the insurer does not know the person as written; nobody is required to have
    been asked about. `min_age` None is the law's.
    PU participants earn wages, so that test is for segment BPU alone.
    """
    rules = _Rules(frame, parameters, occupations, tuple(assume), segment)
    failures, assumptions = rules.failures(min_age, max_decile), rules.assumptions()
    flags = rules.ready.select(
        marks.mask(failures).alias("failed"),
        marks.mask(assumptions).alias("assumed"),
    )
    added = flags.select(
        (pl.col("failed") == 0).alias("eligible"),
        marks.names(flags["failed"], failures),
        marks.names(flags["assumed"], assumptions),
    )
    return pl.concat([frame, added], how="horizontal")


def of(
    parameters: ParameterSet, *, min_age: int | None = None, max_decile: int | None = None, **given: Any
) -> dict[str, Any]:
    """One person by the same lines: eligible, failed and assumed. Inputs and criteria as in `assess`."""
    criteria = {key: given.pop(key) for key in ("occupations", "assume", "segment") if key in given}
    frame = pl.DataFrame({name: [given.get(name)] for name in INPUTS}, schema=dict(INPUTS))
    row = assess(frame, parameters, min_age=min_age, max_decile=max_decile, **criteria).row(0, named=True)
    return {name: row[name] for name in ("eligible", "failed", "assumed")}


def sentence(code: str, *, language: str = "id", **values: Any) -> str:
    """Why, as one sentence with its legal reference.

    `values` may give `limit`, `min_age`, `max_decile`; raises KeyError for a code that does not exist.
    """
    reason = _reasons()[code]
    known = {"limit": 65, "min_age": 18, "max_decile": "yang" if language == "id" else "limit"} | values
    return f"{reason[language].format(**known)} ({reason['reference']})"


def codes() -> tuple[str, ...]:
    """Every code that `failed` can hold."""
    return tuple(_reasons())


@lru_cache(maxsize=1)
def _reasons() -> dict[str, dict[str, str]]:
    path = Path(__file__).with_name("reasons.yaml")
    reasons: dict[str, dict[str, str]] = strict_yaml.read(path.read_text(encoding="utf-8"))
    return reasons


class _Rules:
    """The tests of one programme as expressions over one frame made ready."""

    def __init__(
        self,
        frame: pl.DataFrame,
        parameters: ParameterSet,
        allowed: str | Collection[str] | None,
        assume: Sequence[str],
        segment: str,
    ) -> None:
        if unfit := set(assume) - set(ASSUMABLE):
            raise ValueError(f"cannot be assumed: {sorted(unfit)}")
        self.parameters, self.assume, self.segment = parameters, assume, segment
        self.is_limited = allowed not in (None, "all")
        absent = [pl.lit(None, kind).alias(name) for name, kind in INPUTS.items() if name not in frame.columns]
        ready = frame.with_columns(absent)
        self.span = _span(ready["start"])
        # One start for everybody, the usual case, is a constant: no row is then touched to know the limits of age.
        is_same = self.span[0] == self.span[1] and not ready["start"].null_count() and ready.height
        self.start = pl.lit(self.span[0]) if is_same else pl.col("start")
        self.renewed = pl.col("renewed").fill_null(False)
        self.ready = ready.with_columns(
            *self._occupations(ready["occupation"], allowed), nik_column.unusable(ready["nik"]).alias("_nik_bad")
        )

    def _occupations(self, written: pl.Series, allowed: str | Collection[str] | None) -> list[pl.Series]:
        """Of each written occupation only what a test of this programme asks for."""
        places, known = vocabulary.coded(written.cast(pl.String), self.parameters)
        excluded = set(content(self.parameters.at("eligibility.excluded_classes", self.span[1])) or ())
        out = known["class"].is_in(excluded)
        if self.is_limited:
            wanted = list(allowed or ())
            out = out | ~(known["code"].is_in(wanted) | known["ecosystem"].is_in(wanted))
        answers = {"_out": out.fill_null(False)}
        if self.is_limited:
            answers["_unrecognised"] = known["code"].is_null()
        if "working" in self.assume:
            answers["_idle"] = (known["class"] == "not-working").fill_null(False)
        if "wage_earner" in self.assume:
            answers["_waged"] = known["is_waged"].fill_null(False)
        return [answer.gather(places).alias(name) for name, answer in answers.items()]

    def failures(self, min_age: int | pl.Expr | None, max_decile: int | pl.Expr | None) -> dict[str, pl.Expr]:
        """Every code of the law with the expression that is true where it applies, in the law's order."""
        fresh = ~self.renewed
        limit = pl.lit(None, pl.Int64) if max_decile is None else _number(max_decile)
        tests = {
            "not-alive": ~pl.col("alive"),
            "too-young": fresh & (pl.col("birth_date") > self._born_by("eligibility.minimum_age", min_age)),
            "too-old": fresh & (pl.col("birth_date") <= self._born_by("eligibility.age_limit")),
            "nik-unusable": pl.col("_nik_bad"),
            "civil-servant": pl.col("civil_servant"),
            "wage-earner": pl.col("wage_earner") | self._contradicted("wage_earner", "_waged"),
            "covered-elsewhere": fresh & pl.col("covered_elsewhere"),
            "not-resident": ~pl.col("resident"),
            "not-working": ~pl.col("working") | self._contradicted("working", "_idle"),
            "occupation-excluded": self._excluded(),
            "decile-out": pl.col("decile") > limit,
            "not-matched": ~pl.col("matched"),
        }
        if self.segment != "BPU":
            del tests["wage-earner"]
        required = {
            "alive": pl.lit(True),
            "birth_date": fresh,
            "start": fresh,
            "nik": pl.lit(True),
            "civil_servant": pl.lit(True),
            "wage_earner": pl.lit(self.segment == "BPU"),
            "covered_elsewhere": fresh,
            "resident": pl.lit(True),
            "working": pl.lit(True),
            "occupation": pl.lit(self.is_limited),
            "decile": limit.is_not_null(),
        }
        unknown = {
            f"unknown-{name}": self._is_unknown(name) & needed
            for name, needed in required.items()
            if name not in self.assume and (name != "occupation" or self.is_limited)
        }
        return tests | unknown

    def assumptions(self) -> dict[str, pl.Expr]:
        """What was taken from the village head's statement because nobody knew better."""
        needed = {"covered_elsewhere": ~self.renewed, "wage_earner": pl.lit(self.segment == "BPU")}
        return {
            name: self._is_unknown(name) & needed.get(name, pl.lit(True)) for name in ASSUMABLE if name in self.assume
        }

    def _excluded(self) -> pl.Expr:
        return pl.col("_out") & ~pl.col("_unrecognised") if self.is_limited else pl.col("_out")

    def _is_unknown(self, name: str) -> pl.Expr:
        return pl.col("_unrecognised") if name == "occupation" else pl.col(name).is_null()

    def _contradicted(self, name: str, evidence: str) -> pl.Expr:
        return pl.col(name).is_null() & pl.col(evidence) if name in self.assume else pl.lit(False)

    def _born_by(self, name: str, stated: int | pl.Expr | None = None) -> pl.Expr:
        """The latest birth date that makes the age of a rule, or the age that the programme states instead."""
        on = self.start
        if isinstance(stated, int):
            return dates.born_by_expr(on, stated)

        def say(value: Value | None) -> pl.Expr:
            age = content(value)
            return pl.lit(None, pl.Date) if age is None else dates.born_by_expr(on, int(age))

        by_law = self.parameters.expr(name, on, self.span, say)
        return by_law if stated is None else pl.coalesce(dates.born_by_expr(on, stated), by_law)


def _span(starts: pl.Series) -> tuple[date, date]:
    first, last = starts.min(), starts.max()
    if not isinstance(first, date) or not isinstance(last, date):
        first = last = date(2015, 7, 1)
    return first, last


def _number(value: int | pl.Expr) -> pl.Expr:
    return value if isinstance(value, pl.Expr) else pl.lit(value, pl.Int64)
