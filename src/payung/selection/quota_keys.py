"""From what a quota file names to the pool it means; two possible meanings are never guessed between."""

import re
from dataclasses import dataclass, field

import polars as pl

from payung.kernel import region_code
from payung.programme.keys import QuotaBy
from payung.regions import reader, resolve, spelling
from payung.roster.cells import words
from payung.selection import pools

LONGEST = 120
_KIND = re.compile(r"^\s*(?:kab(?:upaten)?|kota)\b[\s.]*", re.IGNORECASE)


@dataclass
class Keys:
    """The keys of one file, each named once. Sentences of ValueError say what stands in the way."""

    by: QuotaBy
    government: str
    taken: dict[str, int] = field(default_factory=dict)
    kinds: dict[str, int] = field(default_factory=dict)

    def of(self, written: str, regency: str = "") -> str:
        """The key that a cell means; `regency` is the kabupaten beside a kecamatan."""
        if self.by == "village":
            return region_code.parse(written)
        if self.by == "district":
            return self._district(written, regency)
        if self.by == "segment":
            found = pl.select(words.segment(pl.lit(written))).item()
            if found is None:
                raise ValueError(f"segmen “{_short(written)}” tidak dikenal. Tulis BPU atau PU.")
            return str(found)
        if self.by == "occupation":
            code = pools.occupation(written)
            if code is None:
                raise ValueError(
                    f"pekerjaan “{_short(written)}” tidak dikenal. Pakai kode atau nama pekerjaan, atau ekosistem: "
                    f"{', '.join(pools.ECOSYSTEMS)}."
                )
            return code
        name = " ".join(written.split())
        if not 2 < len(name) <= LONGEST:
            raise ValueError("nama instansi harus 3 sampai 120 huruf.")
        return name

    def take(self, key: str, also: list[str], line: int) -> None:
        """Note a key of a line; refused when an earlier line has it, or holds it inside, or goes by its name."""
        if self.by in ("village", "district"):
            return  # overlapping regions are seen when they are spread
        if self.by == "agency":
            for name in (key, *also):
                earlier = self.taken.setdefault(pools.agency_key(name, self.government), line)
                if earlier != line:
                    raise ValueError(f"“{_short(name)}” sudah tertulis di baris {earlier}. Hapus salah satu.")
            return
        if key in self.taken:
            raise ValueError(
                f"{pools.name(self.by, key)} sudah tertulis di baris {self.taken[key]}. Hapus salah satu."
            )
        self.taken[key] = line
        if self.by == "occupation":
            self._overlap(key, line)

    def _overlap(self, key: str, line: int) -> None:
        """An ecosystem and an occupation inside it would both claim the same people."""
        for other, there in self.taken.items():
            if other != key and (pools.ecosystem_of(other) == key or pools.ecosystem_of(key) == other):
                raise ValueError(
                    f"{pools.name(self.by, key)} bertumpang tindih dengan {pools.name(self.by, other)} "
                    f"di baris {there}. Pakai ekosistem atau pekerjaannya, jangan keduanya."
                )

    def _district(self, written: str, regency: str) -> str:
        if written[:1].isdigit():
            code = region_code.parse(written)
            if region_code.level(code) == region_code.VILLAGE:
                raise ValueError(
                    f"{region_code.dotted(code)} adalah kode desa, sedangkan kuota ini dibagi menurut kecamatan. "
                    "Pakai kode kecamatan, atau by: village."
                )
            return code
        names = reader.load().resolver(self.government)
        tokens = spelling.words(written)
        found = names.districts.exact(tokens)
        found = resolve.best_spelling(names.districts, tokens, found) if found else found
        if regency and found:
            inside = names.regencies.exact(spelling.words(_KIND.sub("", regency)))
            found = {code for code in found if region_code.at_level(code, region_code.REGENCY) in inside}
            if not found:
                raise ValueError(f"tidak ada kecamatan “{_short(written)}” di “{_short(regency)}”. Tulis kodenya.")
        if len(found) == 1:
            return found.pop()
        if found:
            raise ValueError(
                f"ada {len(found)} kecamatan bernama “{_short(written)}”: {_codes(found)}. Tulis kodenya, "
                "atau tambahkan kolom kabupaten."
            )
        near = names.districts.near(tokens)
        hint = f" Yang mirip: {_codes(near)}." if near else ""
        raise ValueError(f"kecamatan “{_short(written)}” tidak dikenal.{hint} Betulkan namanya atau tulis kodenya.")


def _codes(found: set[str]) -> str:
    names = [f"{reader.load().name(code)} ({region_code.dotted(code)})" for code in sorted(found)]
    return ", ".join(names[:4])


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
