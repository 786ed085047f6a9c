"""The columns of a roster: what each is called, which must be there, and the frames that checking gives."""

import polars as pl

FIELDS = {
    "nik": "NIK",
    "kk": "No. KK",
    "name": "Nama",
    "sex": "Jenis kelamin",
    "birth_place": "Tempat lahir",
    "birth_date": "Tanggal lahir",
    "birth": "Tempat/tanggal lahir",
    "age": "Umur",
    "occupation": "Pekerjaan",
    "address": "Alamat",
    "rt": "RT",
    "rw": "RW",
    "hamlet": "Dusun",
    "village": "Desa/kelurahan",
    "district": "Kecamatan",
    "phone": "No. HP",
    "mother": "Nama ibu kandung",
    "income": "Penghasilan",
    "heir": "Ahli waris",
    "status": "Status",
    "decile": "Desil",
    "disability": "Disabilitas",
    "relation": "Hubungan keluarga",
    "agency": "Instansi pengusul",
    "segment": "Segmen",
}
"""Field -> the word for it in sentences, in the order in which they are shown."""

EXPECTED = ("kk", "sex", "birth_date", "occupation", "address", "phone", "mother")
"""Optional columns that the insurer or the check asks for; a sheet without one gets a remark."""

INSTEAD = {"birth_date": "birth", "birth_place": "birth", "head_of_family": "relation"}
"""Where a field stands when its own column is absent."""

TYPED = ("nik", "kk", "phone", "birth_date", "birth")
"""Fields whose kind of cell matters: Excel damages long numbers and turns dates into serials."""

ROWS = pl.Schema(
    {
        "key": pl.UInt32,
        "file": pl.Int32,
        "sheet": pl.Int32,
        "row": pl.Int64,
        "nik": pl.String,
        "kk": pl.String,
        "name": pl.String,
        "name_key": pl.String,
        "sex": pl.String,
        "birth_place": pl.String,
        "birth_date": pl.Date,
        "occupation": pl.String,
        "occupation_code": pl.String,
        "address": pl.String,
        "rt": pl.String,
        "rw": pl.String,
        "hamlet": pl.String,
        "village": pl.String,
        "village_typed": pl.String,
        "district_typed": pl.String,
        "phone": pl.String,
        "mother": pl.String,
        "income": pl.Int64,
        "heir": pl.String,
        "status": pl.String,
        "alive": pl.Boolean,
        "decile": pl.Int8,
        "disability": pl.Boolean,
        "head_of_family": pl.Boolean,
        "agency": pl.String,
        "segment": pl.String,
        "has_data_error": pl.Boolean,
    }
)
"""One person row over all files: `key` runs over them, `file` and `sheet` are positions, `row` as the sheet shows."""

HASHED_WHERE_STATED = ("agency", "segment")
"""Columns younger than the first rows received: a row that states neither keeps the hash that it had before them."""

HASHED = tuple(c for c in ROWS if c not in ("key", "file", "sheet", "row", "has_data_error", *HASHED_WHERE_STATED))
"""What makes a row the same row when the file comes again."""
