"""Reasons in words: one sentence per person, made once for each different combination."""

from typing import Any

import polars as pl

from payung.law import eligibility
from payung.programme.document import Criteria

UNDECIDED = "NIK ini dipakai dua orang yang berbeda keterangannya; menunggu keputusan petugas."

TOLD = {"not-alive", "not-resident", "wage-earner", "covered-elsewhere", "not-matched"}
"""Reasons that a source outside may have given."""

INPUTS = {
    "alive": "masih hidup",
    "resident": "tempat tinggal",
    "working": "bekerja",
    "wage_earner": "bukan penerima upah",
    "civil_servant": "bukan ASN, TNI atau Polri",
    "covered_elsewhere": "tidak terlindungi program lain",
    "renewed": "perpanjangan",
    "occupation": "pekerjaan",
}


def with_sentences(candidates: pl.DataFrame, criteria: Criteria) -> pl.DataFrame:
    """Add `sentence` to candidates: every reason against, else what the village head's statement covers."""
    keyed = candidates.with_columns(
        failed_key=pl.col("failed").list.join(" "),
        assumed_key=pl.col("assumed").list.join(" "),
    )
    on = ["undecided", "failed_key", "assumed_key", "told_by"]
    kinds = keyed.select(on).unique()
    said = [_sentence(line, criteria) for line in kinds.iter_rows(named=True)]
    return keyed.join(
        kinds.with_columns(pl.Series("sentence", said, dtype=pl.String)),
        on=on,
        nulls_equal=True,
        maintain_order="left",
    ).drop("failed_key", "assumed_key")


def _sentence(line: dict[str, Any], criteria: Criteria) -> str:
    limits = {"min_age": criteria.min_age, "max_decile": criteria.max_decile}
    values: dict[str, Any] = {name: limit for name, limit in limits.items() if limit is not None}
    said = [UNDECIDED] if line["undecided"] else []
    said += [eligibility.sentence(code, **values) for code in line["failed_key"].split()]
    if said:
        by = f" Menurut {line['told_by']}." if line["told_by"] and TOLD & set(line["failed_key"].split()) else ""
        return " ".join(said) + by
    if not line["assumed_key"]:
        return "Memenuhi semua syarat."
    covered = ", ".join(INPUTS.get(name, name) for name in line["assumed_key"].split())
    return f"Memenuhi syarat; dinyatakan oleh kepala desa (SPTJM): {covered}."
