"""What contradicts itself about groups: their insurances, who belongs to which, who pays for them."""

from collections.abc import Iterator

import polars as pl

from payung.law import contribution, in_force
from payung.programme import groups
from payung.programme.contradiction import Contradiction, Where
from payung.programme.document import Document, Group, Wave
from payung.programme.groups import Terms


def contradictions(document: Document) -> Iterator[Contradiction]:
    """Everything about groups that cannot be; without `groups` what the only one contradicts."""
    names = [group.name for group in document.groups]
    for index, name in enumerate(names):
        if name in names[:index]:
            yield Contradiction(("groups", index, "name"), f"Kelompok {name} tertulis dua kali. Beri nama lain.")
    for index, terms in enumerate(groups.of(document)):
        here: Where = ("groups", index) if names else ()
        yield from _insurance(terms, here, document.groups[index] if names else None)
    yield from _quota(document)
    yield from _waves(document)
    yield from _belonging(document)
    yield from _payers(document)
    yield from _amounts(document)


def _insurance(terms: Terms, here: Where, group: Group | None) -> Iterator[Contradiction]:
    """What is wrong stands where it is written: in the group, or once for all groups that inherit it."""
    is_own, is_own_option = group and group.insurance is not None, group and group.optional is not None
    whose = f" kelompok {terms.name}" if is_own else ""
    chosen, place = terms.insurance, (*here, "insurance") if is_own else ("insurance",)
    option: Where = (*here, "optional") if is_own_option else ("optional",)
    if len(set(chosen)) < len(chosen):
        yield Contradiction(place, "Satu program jaminan tertulis dua kali. Tulis masing-masing sekali.")
    missing = [name for name in ("JKK", "JKM") if name not in chosen]
    if missing:
        yield Contradiction(
            place, f"{' dan '.join(missing)} wajib bagi setiap peserta (PP 44/2015). Tambahkan pada insurance{whose}."
        )
    if "JP" in chosen and terms.segment == "BPU":
        yield Contradiction(
            (*here, "segment") if group and not is_own else place,
            "Jaminan Pensiun (JP) tidak tersedia bagi BPU. Hapus JP atau pakai segment: PU.",
        )
    if needed := [name for name in terms.optional if name in ("JKK", "JKM")]:
        yield Contradiction(
            option, f"{' dan '.join(dict.fromkeys(needed))} tidak boleh tertinggal (PP 44/2015). Hapus dari optional."
        )
    if absent := [name for name in terms.optional if name not in chosen]:
        yield Contradiction(
            option if is_own_option else place,
            f"{', '.join(absent)} tertulis pada optional tetapi tidak pada insurance{whose}.",
        )
    if terms.segment == "PU" and not terms.employer:
        yield Contradiction(
            (*here, "segment"),
            "Peserta PU didaftarkan oleh pemberi kerjanya. Tulis employer, misalnya “Pemerintah Desa {desa}”.",
        )


def _quota(document: Document) -> Iterator[Contradiction]:
    """A total cannot be told apart between groups that share one quota."""
    sharing = [group.name for group in document.groups if group.quota is None]
    if len(sharing) > 1 and (document.quota.total is not None or document.quota.file):
        yield Contradiction(
            ("quota",),
            f"Kelompok {' dan '.join(sharing)} memakai quota yang sama, sehingga kursinya terhitung berulang. "
            "Tulis quota pada tiap kelompok.",
        )


def _waves(document: Document) -> Iterator[Contradiction]:
    names = [group.name for group in document.groups]
    for index, wave in enumerate(document.waves):
        if wave.group and wave.group not in names:
            known = f"Yang ada: {', '.join(names)}." if names else "Tulis dahulu pada groups."
            yield Contradiction(("waves", index, "group"), f"Kelompok {wave.group} tidak ada. {known}")
        elif names and not wave.group:
            yield Contradiction(
                ("waves", index), f"Gelombang ke-{index + 1} belum menyebut group. Pilih: {', '.join(names)}."
            )
    for index, name in enumerate(names):
        if name not in {wave.group for wave in document.waves}:
            yield Contradiction(
                ("groups", index, "name"),
                f"Kelompok {name} tidak mempunyai gelombang. Tambahkan pada waves dengan group: {name}.",
            )
    for index, wave in enumerate(document.waves):
        earlier = (other for other in document.waves[:index] if other.group == wave.group)
        if wave.rotate and not any(_meets(other, wave) for other in earlier):
            yield Contradiction(
                ("waves", index, "rotate"),
                f"Gelombang ke-{index + 1} bergilir (rotate), tetapi tidak ada gelombang sebelumnya di desanya.",
            )


def _meets(one: Wave, other: Wave) -> bool:
    """Whether two waves may share a village, as far as their keys tell."""
    if isinstance(one.villages, str) or isinstance(other.villages, str):
        return True
    starts = [code.rstrip("0") for code in one.villages]
    return any(
        code.startswith(short) or short.startswith(code.rstrip("0")) for code in other.villages for short in starts
    )


def _belonging(document: Document) -> Iterator[Contradiction]:
    """A group that earlier ones leave nobody: they take everybody, or all that it names."""
    for index, terms in enumerate(groups.of(document)):
        earlier = groups.of(document)[:index]
        taker = next((other for other in earlier if _leaves_nobody(other, terms)), None)
        if taker:
            yield Contradiction(
                ("groups", index, "who"),
                f"Kelompok {taker.name} di atasnya sudah mengambil semua orang kelompok {terms.name}: satu orang "
                "masuk kelompok pertama yang cocok. Tukar urutannya, atau batasi who kelompok di atas.",
            )


def _leaves_nobody(earlier: Terms, later: Terms) -> bool:
    if earlier.segment != later.segment:
        return False  # the roster's own column of segments can still tell them apart
    if earlier.occupations is None:
        return True
    return later.occupations is not None and set(later.occupations) <= set(earlier.occupations)


def _payers(document: Document) -> Iterator[Contradiction]:
    known = groups.of(document)
    names = [terms.name for terms in known]
    for index, line in enumerate(document.funding):
        here: Where = ("funding", index)
        if unknown := [name for name in line.groups or () if name not in names]:
            yield Contradiction((*here, "groups"), f"Kelompok {', '.join(unknown)} pada sumber dana ini tidak ada.")
            continue
        paid_for = [terms for terms in known if groups.pays_for(line, terms)]
        insured = {name for terms in paid_for for name in terms.insurance}
        if extra := [name for name in line.covers if groups.insurance_of(name) not in insured]:
            yield Contradiction(
                (*here, "covers"), f"{', '.join(extra)} dibayar tetapi tidak ada pada insurance program ini."
            )
        shares = [name for name in line.covers if name != groups.insurance_of(name)]
        if shares and not any(terms.segment == "PU" for terms in paid_for):
            yield Contradiction(
                (*here, "covers"),
                f"{', '.join(shares)} hanya ada pada peserta PU: peserta BPU tidak mempunyai bagian pekerja.",
            )


def _amounts(document: Document) -> Iterator[Contradiction]:
    """The law must know each insurance in each month that is to be paid."""
    rows = [
        {
            "group": terms.name,
            "insurance": name,
            "segment": terms.segment,
            "income": terms.income,
            "month": month,
            **{each.lower(): each == name for each in contribution.INSURANCES},
        }
        for wave in document.waves
        if (terms := groups.of_wave(document, wave.group))
        for name in terms.insurance
        for month in wave.covered()
        if not (name == "JP" and terms.segment == "BPU")
    ]
    if not rows:
        return
    assessed = contribution.assess(pl.DataFrame(rows), in_force.load())
    unknown = assessed.filter(pl.col("total").is_null()).unique(
        ["group", "insurance"], keep="first", maintain_order=True
    )
    for name, month in unknown.select("insurance", "month").iter_rows():
        yield Contradiction(
            ("waves",),
            f"Besar iuran {name} bulan {month:%Y-%m} belum ada dalam hukum yang dikenal. Periksa bulan dan dasar "
            "penghasilan.",
        )
