"""Why somebody is in, holds or waits, in Indonesian: one sentence a person, from codes and values, by the column."""

import polars as pl

_PREFERENCE = {
    "decile asc": "desil terendah",
    "decile desc": "desil tertinggi",
    "disability desc": "penyandang disabilitas",
    "disability asc": "bukan penyandang disabilitas",
    "head_of_family desc": "kepala keluarga",
    "head_of_family asc": "bukan kepala keluarga",
    "age desc": "yang tertua",
    "age asc": "yang termuda",
}


def order_in_words(preference: list[str]) -> str:
    """The published order for letters and sentences.

    >>> order_in_words(["decile asc", "age desc"])
    'desil terendah, yang tertua, lalu undian'
    """
    if not preference:
        return "undian"
    return ", ".join(_PREFERENCE[wish] for wish in preference) + ", lalu undian"


def why(preference: list[str]) -> pl.Expr:
    """Sentence from columns kind, why, rank, seats, moved, queue (as `allot.Allotment.seats` has them)."""
    by = order_in_words(preference)
    base = pl.col("seats").cast(pl.String)
    now = (pl.col("seats") + pl.col("moved")).cast(pl.String)
    rank = pl.col("rank").cast(pl.String)
    behind = (pl.col("rank") - pl.col("seats") - pl.col("moved")).cast(pl.String)
    undecided = pl.col("why") == "pair-undecided"
    pair = "ada orang lain dalam daftar yang mungkin orang yang sama dan belum diputuskan"
    return (
        pl.when(undecided & (pl.col("kind") == "held"))
        .then(pl.format("Kursi urutan {} disimpan, belum ditetapkan: " + pair + ".", rank))
        .when(undecided)
        .then(pl.format("Menunggu pada urutan {}: " + pair + ".", rank))
        .when(pl.col("why") == "within-quota")
        .then(pl.format("Terpilih: urutan {} dari {} kursi desa, menurut " + by + ".", rank, base))
        .when(pl.col("why") == "moved-seat")
        .then(
            pl.format(
                "Terpilih: urutan {}; kursi desa {}, menjadi {} karena mendapat kursi kosong dari desa lain, menurut "
                + by
                + ".",
                rank,
                base,
                now,
            )
        )
        .when(pl.col("why") == "money-used-up")
        .then(
            pl.format(
                "Menunggu: urutan {} masih dalam {} kursi desa, tetapi pagu habis sebelum gilirannya "
                "(giliran {} dari seluruh desa).",
                rank,
                now,
                pl.col("queue").cast(pl.String),
            )
        )
        .when(pl.col("why") == "quota-full")
        .then(
            pl.format(
                "Menunggu: urutan {}, sedangkan kursi desa {}; cadangan ke-{}, menurut " + by + ".", rank, now, behind
            )
        )
        .when(pl.col("why") == "earlier-wave")
        .then(pl.lit("Menunggu: pagu diperlukan gelombang sebelumnya; kursi gelombang ini dibagi ulang."))
        .when(pl.col("why") == "put-back")
        .then(pl.lit("Menunggu: dikembalikan ke daftar oleh petugas; kursi dibagi ulang."))
        .when(pl.col("why") == "no-longer-eligible")
        .then(pl.lit("Kursinya dilepas karena tidak lagi memenuhi syarat atau tidak lagi diusulkan."))
        .otherwise(pl.lit("Kursinya dilepas; alasan tercatat pada pelepasan."))
    )
