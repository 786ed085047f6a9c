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
    "continued desc": "peserta tahun sebelumnya",
    "continued asc": "peserta baru",
}


def order_in_words(preference: list[str], *, rotate: bool = False) -> str:
    """The published order for letters and sentences.

    >>> order_in_words(["decile asc", "age desc"])
    'desil terendah, yang tertua, lalu undian'
    """
    words = [_PREFERENCE[wish] for wish in preference]
    if rotate:
        words.insert(0, "yang belum mendapat giliran")
    return ", ".join(words) + ", lalu undian" if words else "undian"


NO_POOL = {
    "village": "desanya tidak termasuk dalam kuota",
    "district": "kecamatannya tidak termasuk dalam kuota",
    "agency": "instansi pengusulnya tidak tertulis, atau tidak termasuk dalam kuota",
    "occupation": "pekerjaannya belum dikenali, atau tidak termasuk dalam kuota",
    "segment": "segmennya tidak tertulis, atau tidak termasuk dalam kuota",
}
"""Why somebody belongs to no pool, by what pools are."""


def why(preference: list[str], pools_are: str = "village", *, rotate: bool = False) -> pl.Expr:
    """Sentence from columns kind, why, rank, seats, moved, queue (as `allot.Allotment.seats` has them).

    Where pools are no villages, `pool_name` says what each is called.
    """
    by = order_in_words(preference, rotate=rotate)
    base = pl.col("seats").cast(pl.String)
    now = (pl.col("seats") + pl.col("moved")).cast(pl.String)
    rank = pl.col("rank").cast(pl.String)
    behind = (pl.col("rank") - pl.col("seats") - pl.col("moved")).cast(pl.String)
    is_village = pools_are == "village"
    pool = pl.lit("desa") if is_village else pl.lit("kuota ") + pl.coalesce("pool_name", pl.lit("lama"))
    others, everywhere = ("desa lain", "seluruh desa") if is_village else ("kuota lain", "seluruh kuota")
    undecided = pl.col("why") == "pair-undecided"
    pair = "ada orang lain dalam daftar yang mungkin orang yang sama dan belum diputuskan"
    return (
        pl.when(pl.col("why") == "no-pool")
        .then(pl.lit(f"Menunggu tanpa kuota: {NO_POOL[pools_are]}. Lengkapi daftarnya atau kuotanya."))
        .when(undecided & (pl.col("kind") == "held"))
        .then(pl.format("Kursi urutan {} disimpan, belum ditetapkan: " + pair + ".", rank))
        .when(undecided)
        .then(pl.format("Menunggu pada urutan {}: " + pair + ".", rank))
        .when(pl.col("why") == "within-quota")
        .then(pl.format("Terpilih: urutan {} dari {} kursi {}, menurut " + by + ".", rank, base, pool))
        .when(pl.col("why") == "moved-seat")
        .then(
            pl.format(
                "Terpilih: urutan {}; kursi {} {}, menjadi {} karena mendapat kursi kosong dari {}, menurut "
                + by
                + ".",
                rank,
                pool,
                base,
                now,
                pl.lit(others),
            )
        )
        .when(pl.col("why") == "money-used-up")
        .then(
            pl.format(
                "Menunggu: urutan {} masih dalam {} kursi {}, tetapi pagu habis sebelum gilirannya "
                "(giliran {} dari {}).",
                rank,
                now,
                pool,
                pl.col("queue").cast(pl.String),
                pl.lit(everywhere),
            )
        )
        .when(pl.col("why") == "quota-full")
        .then(
            pl.format(
                "Menunggu: urutan {}, sedangkan kursi {} {}; cadangan ke-{}, menurut " + by + ".",
                rank,
                pool,
                now,
                behind,
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
