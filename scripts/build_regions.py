"""Rebuild src/payung/regions/regions.parquet from the npm package idn-area-data (folder or .tgz).

    npm pack idn-area-data@4.0.1
    python scripts/build_regions.py idn-area-data-4.0.1.tgz

Retired codes and their successors come from src/payung/regions/retired.csv, which people maintain.
"""

import sys
import tarfile
from pathlib import Path

import polars as pl

FOLDER = Path(__file__).resolve().parent.parent / "src/payung/regions"
EXPECTED = {"provinces": 38, "regencies": 514, "districts": 7285, "villages": 83762}


def tables(source: Path) -> dict[str, pl.DataFrame]:
    """The four tables of the package, as text, by name."""
    if source.is_dir():
        return {name: pl.read_csv(source / f"data/{name}.csv", infer_schema=False) for name in EXPECTED}
    with tarfile.open(source) as archive:
        members = {name: archive.extractfile(f"package/data/{name}.csv") for name in EXPECTED}
        return {name: pl.read_csv(file.read(), infer_schema=False) for name, file in members.items() if file}


def current(source: Path) -> pl.DataFrame:
    """code (10 digits), name, of every region in force; refuses a package with other counts."""
    found = tables(source)
    for name, count in EXPECTED.items():
        if found[name].height != count:
            sys.exit(f"{name}: {found[name].height} rows, expected {count}. Is it version 4.0.1?")
    return pl.concat([found[name].select("code", "name") for name in EXPECTED]).with_columns(
        code=pl.col("code").str.replace_all(".", "", literal=True).str.pad_end(10, "0"),
        name=pl.col("name").str.replace_all(r"\s+", " ").str.strip_chars(),
    )


def retired() -> pl.DataFrame:
    """code, name, valid_to, successors of codes that are no longer given out."""
    return pl.read_csv(FOLDER / "retired.csv", schema_overrides={"code": pl.String, "successors": pl.String})


def main(source: Path) -> None:
    old = retired().with_columns(pl.col("valid_to").str.to_date())
    begun = (
        old.with_columns(pl.col("successors").str.split(" "))
        .explode("successors")
        .group_by(code="successors")
        .agg(valid_from=pl.col("valid_to").max())
    )
    frame = (
        pl.concat(
            [
                current(source).join(begun, on="code", how="left"),
                old.select("code", "name", "valid_to", "successors"),
            ],
            how="diagonal",
        )
        .select("code", "name", "valid_from", "valid_to", "successors")
        .sort("code")
    )
    target = FOLDER / "regions.parquet"
    frame.write_parquet(target, compression="zstd", compression_level=19, statistics=False)
    print(f"{target.name}: {frame.height} regions, {target.stat().st_size} bytes")  # noqa: T201


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
