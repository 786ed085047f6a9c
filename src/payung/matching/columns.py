"""The frames and the few words that the matching round is about."""

import polars as pl

VERDICT_WORDS = {
    "matched": "padan",
    "not-matched": "tidak padan",
    "wage-earner": "aktif sebagai penerima upah (PU)",
    "bpu": "aktif sebagai BPU",
    "deceased": "meninggal",
    "moved": "pindah",
    "other-name": "nama berbeda",
}
VERDICTS = tuple(VERDICT_WORDS)
"""What a source can say of a person: data agree, do not agree, is insured as wage earner or as BPU, died, moved, is
somebody of another name."""

KIND_WORDS = {"ktp": "KTP", "kk": "KK", "work-letter": "surat kerja", "consent": "persetujuan"}
KINDS = tuple(KIND_WORDS)
"""What a proof shows."""

LINES = pl.Schema(
    {
        "person_id": pl.Int64,
        "sighting_id": pl.Int64,
        "village": pl.String,
        "verdict": pl.String,
        "kpj": pl.String,
        "paid_through": pl.Date,
        "decile": pl.Int16,
        "said_name": pl.String,
        "file": pl.String,
        "sheet": pl.String,
        "row": pl.Int32,
    }
)
"""What a reply says of one person; `row` is null where the rest of a list was declared matched."""

FINDINGS = pl.Schema({"code": pl.String, "file": pl.String, "sheet": pl.String, "row": pl.Int32, "words": pl.String})
"""A row of a reply that was not taken, or needs a look; `words` are those nobody knows."""
