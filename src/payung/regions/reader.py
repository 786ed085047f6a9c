"""All regions of Indonesia from the file inside the package: no database, no Django, no network."""

from functools import cache, cached_property
from pathlib import Path

import polars as pl

from payung.kernel import region_code
from payung.regions import resolve, spelling

FILE = Path(__file__).parent / "regions.parquet"
INDONESIA = "0000000000"

_WIB = "Asia/Jakarta"
_ZONES = {
    **dict.fromkeys(("51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"), "Asia/Makassar"),
    **dict.fromkeys(("81", "82", "91", "92", "93", "94", "95", "96"), "Asia/Jayapura"),
}
"""Keppres 41/1987: WITA and WIT provinces by code; all others keep WIB (Kalbar and Kalteng among them)."""
ABBREVIATIONS = {_WIB: "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


class UnknownRegion(LookupError):
    """No region has, or ever had, this code."""

    def __init__(self, code: str) -> None:
        super().__init__(f"Kode wilayah {code} tidak ada dalam daftar Kemendagri.")
        self.code = code


class Regions:
    """Questions about regions. `frame` holds code, name, valid_from, valid_to, successors, sorted by code;
    a code is in force from `valid_from` (null: from before our records) until before `valid_to`."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self.frame = frame
        self._resolvers: dict[str, resolve.Resolver] = {}
        self._village_names: dict[str, dict[str, str]] = {}

    @cached_property
    def current(self) -> pl.DataFrame:
        """code and name of the regions in force."""
        return self.frame.filter(pl.col("valid_to").is_null()).select("code", "name")

    @cached_property
    def _upper(self) -> dict[str, str]:
        upper = self.frame.filter(pl.col("code").str.ends_with("0000"))
        return dict(zip(upper["code"], upper["name"], strict=True))

    def _inside(self, within: str) -> pl.DataFrame:
        if within == INDONESIA:
            return self.current
        low, high = region_code.span(within)
        codes = self.current["code"]
        start, end = codes.search_sorted(low), codes.search_sorted(high)
        return self.current.slice(start, end - start)

    def _villages_of(self, regency: str) -> dict[str, str]:
        if regency not in self._village_names:
            rows = self._inside(regency).filter(~pl.col("code").str.ends_with("0000"))
            self._village_names[regency] = dict(zip(rows["code"], rows["name"], strict=True))
        return self._village_names[regency]

    def _written(self, code: str) -> str | None:
        if code.endswith("0000"):
            return self._upper.get(code)
        return self._villages_of(region_code.at_level(code, region_code.REGENCY)).get(code)

    def exists(self, code: str, *, retired: bool = False) -> bool:
        """Whether a 10-digit code of any level is in force (or, with `retired`, ever was)."""
        if self._written(code) is None:
            return False
        return retired or self.successors(code) is None

    def successors(self, code: str) -> list[str] | None:
        """The codes that followed a retired one; None for a code in force or unknown."""
        return self._retired.get(code)

    @cached_property
    def _retired(self) -> dict[str, list[str]]:
        old = self.frame.filter(pl.col("valid_to").is_not_null())
        return {code: (after or "").split() for code, after in zip(old["code"], old["successors"], strict=True)}

    def official_name(self, code: str) -> str:
        """The name as Kemendagri writes it: "Kabupaten Kaur", "Maje"; UnknownRegion otherwise."""
        name = self._written(code)
        if name is None:
            raise UnknownRegion(code)
        return name

    def name(self, code: str) -> str:
        """The name alone: "Kaur", "Denpasar", "Kalimantan Barat", "Tanjung Kemuning"."""
        name = self.official_name(code)
        return name.split(" ", 1)[1] if region_code.level(code) == region_code.REGENCY else name

    def full_name(self, code: str) -> str:
        """The name with its kind: "Kabupaten Kaur", "Kota Denpasar", "Provinsi Bali", "Desa Maje"."""
        name = self.official_name(code)
        match region_code.level(code):
            case region_code.PROVINCE:
                return f"Provinsi {name}"
            case region_code.REGENCY:
                return name
            case region_code.DISTRICT:
                return f"Kecamatan {name}"
            case _:
                return f"{region_code.kind(code).capitalize()} {name}"

    def regencies(self, within: str = INDONESIA) -> pl.DataFrame:
        """code, name ("Kabupaten Kaur") of the kabupaten and kota of a region, sorted by code."""
        codes = pl.col("code")
        return self._inside(within).filter(codes.str.ends_with("000000") & ~codes.str.ends_with("00000000"))

    def districts(self, within: str = INDONESIA) -> pl.DataFrame:
        """code, name of the kecamatan of a region, sorted by code."""
        codes = pl.col("code")
        return self._inside(within).filter(codes.str.ends_with("0000") & ~codes.str.ends_with("000000"))

    def villages(self, within: str = INDONESIA) -> pl.DataFrame:
        """code, name, kind (desa|kelurahan), district (code), district_name of a region, sorted by code."""
        districts = self.current.rename({"code": "district", "name": "district_name"})
        return (
            self._inside(within)
            .filter(~pl.col("code").str.ends_with("0000"))
            .with_columns(
                kind=pl.when(pl.col("code").str.slice(6, 1) == "1")
                .then(pl.lit("kelurahan"))
                .otherwise(pl.lit("desa")),
                district=pl.col("code").str.slice(0, 6) + "0000",
            )
            .join(districts, on="district", how="left", maintain_order="left")
        )

    def time_zone(self, code: str) -> str:
        """IANA name of the region's local time: Asia/Jakarta (WIB), Asia/Makassar (WITA), Asia/Jayapura (WIT)."""
        return _ZONES.get(code[:2], _WIB)

    def resolver(self, within: str) -> resolve.Resolver:
        """The searchable names of a region, built once."""
        if within not in self._resolvers:
            villages = self.villages(within)
            names = dict(zip(villages["code"], villages["name"], strict=True))
            districts = {code: self._upper[code] for code in villages["district"].unique().sort()}
            regencies = {
                code: self._upper[code]
                for code in sorted({region_code.at_level(d, region_code.REGENCY) for d in districts})
            }
            self._resolvers[within] = resolve.Resolver(names, districts, regencies)
        return self._resolvers[within]

    def resolve_village(self, text: str, *, within: str, district: str = "") -> resolve.Answer:
        """The one-text doorway of `resolve_villages`."""
        texts, districts = pl.Series([text]), pl.Series([district])
        row = self.resolve_villages(texts, within=within, districts=districts).row(0, named=True)
        return resolve.Answer(row["code"], row["status"], tuple(row["candidates"] or ()), row["near"])

    def resolve_villages(self, texts: pl.Series, *, within: str, districts: pl.Series | None = None) -> pl.DataFrame:
        """What each text means inside a region, in the order given.

        `districts` holds the kecamatan written beside each text. Answers columns code (10 digits or null),
        status (resolved | unknown | ambiguous | outside; null for an empty text), candidates (codes) and near
        (resolved although a letter or two were wrong).
        "outside" names a village that exists, but not in this region.
        """
        asked = pl.DataFrame(
            {
                "text": texts.cast(pl.String).fill_null("").str.strip_chars(),
                "district": (
                    pl.Series([""]).new_from_index(0, len(texts))
                    if districts is None
                    else districts.cast(pl.String).fill_null("").str.strip_chars()
                ),
            }
        )
        distinct = asked.unique(maintain_order=True)
        resolver = self.resolver(within)
        answers = [resolver.village(text, beside) for text, beside in distinct.iter_rows()]
        answers = [
            self._outside(text, within) or answer if answer.status == resolve.UNKNOWN else answer
            for text, answer in zip(distinct["text"], answers, strict=True)
        ]
        found = distinct.with_columns(
            pl.Series("code", [a.code for a in answers], pl.String),
            pl.Series("status", [a.status for a in answers], pl.String),
            pl.Series("candidates", [list(a.candidates) for a in answers], pl.List(pl.String)),
            pl.Series("near", [a.near for a in answers], pl.Boolean),
        )
        return asked.join(found, on=["text", "district"], how="left", maintain_order="left").select(
            "code", "status", "candidates", "near"
        )

    @cached_property
    def _simple(self) -> dict[str, list[str]]:
        names = self.villages().with_columns(
            simple=pl.col("name").str.to_uppercase().str.replace_all("[^A-Z0-9]", "")
        )
        grouped = names.group_by("simple").agg("code")
        return dict(zip(grouped["simple"], grouped["code"].to_list(), strict=True))

    def _outside(self, text: str, within: str) -> resolve.Answer | None:
        """An answer when the text is a village elsewhere in Indonesia."""
        written = resolve.take_apart(text)
        if written.code is not None:
            known = self.exists(written.code) and not region_code.contains(within, written.code)
            return resolve.Answer(None, resolve.OUTSIDE, (written.code,)) if known else None
        tokens = spelling.words(written.village)
        elsewhere = self._simple.get("".join(spelling.bare(tokens)), []) or self._simple.get("".join(tokens), [])
        return resolve.Answer(None, resolve.OUTSIDE, tuple(sorted(elsewhere))) if elsewhere else None


@cache
def load() -> Regions:
    """The regions of this installation, read once (about 10 ms)."""
    return Regions(pl.read_parquet(FILE))
