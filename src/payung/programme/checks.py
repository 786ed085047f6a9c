"""What two keys of a programme file contradict, each with the place of the key and an Indonesian sentence."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import combinations

from payung.kernel import region_code
from payung.programme import group_checks, groups
from payung.programme.contradiction import Contradiction, Where
from payung.programme.document import Document, Funding, Policy, Quota

QUOTA_KEYS = {
    "village": "kode wilayah",
    "district": "kode kecamatan",
    "agency": "nama instansi",
    "occupation": "kode pekerjaan atau ekosistem",
    "segment": "segmen",
}
"""What a quota file names in its first column, by `quota.by`."""

VILLAGE_FUNDS = ("DD", "ADD", "APBDES")
_OFFICES = {
    "bupati": "kabupaten",
    "wali kota": "kota",
    "walikota": "kota",
    "gubernur": "provinsi",
    "kepala desa": "desa",
}
_LEVELS = {1: "provinsi", 2: "kabupaten", 3: "kecamatan", 4: "desa"}

VillageCodes = Callable[[str], list[str]]
"""The codes of all desa and kelurahan in a region, ascending."""


def contradictions(document: Document, village_codes: VillageCodes) -> list[Contradiction]:
    """Everything in the document that cannot be true together."""
    found = [*_unknown_government(document, village_codes)]
    if found:
        return found
    for check in (_government, group_checks.contradictions, _agreement, _funding, _quota, _lists):
        found += check(document)
    if not found:
        found += [*_villages(document, village_codes), *_payers(document, village_codes)]
        found += _split_pools(document, village_codes)
    return found


def warnings(document: Document) -> list[str]:
    """What is allowed but somebody must know: warned sources, village funds without a policy answer."""
    said = []
    for line in document.funding:
        answer = policy_of(document, line)
        if answer and answer.answer == "warned":
            said.append(f"Sumber dana {line.source} {line.year} boleh dipakai dengan peringatan: {answer.basis}.")
        if not answer and line.source in VILLAGE_FUNDS:
            said.append(
                f"Belum ada jawaban kebijakan untuk sumber dana {line.source} {line.year}. "
                "Mintakan dasar tertulis sebelum keputusan ditetapkan."
            )
        if line.carry_over:
            said.append(
                f"Sumber dana {line.source} {line.year} membayar juga bulan di luar tahun anggarannya, seperti "
                "ditetapkan berkas program."
            )
    return list(dict.fromkeys(said))  # a village's line says what its neighbour's says


def unpaid_options(document: Document, village_codes: VillageCodes) -> list[str]:
    """Optional insurances that nobody can pay in some village, one sentence a wave: they are left out there."""
    said = []
    for index, wave in enumerate(document.waves):
        terms = groups.of_wave(document, wave.group)
        lines = lines_of_wave(document, index)
        for name in terms.optional if terms else ():
            needed = groups.payable([name], [line.covers for line in lines])
            villages = wave_villages(document, index, village_codes)
            without = [v for v in villages if not all(any(pays(line, part, v) for line in lines) for part in needed)]
            if without:
                whose = f" kelompok {terms.name}" if terms and terms.name else ""
                said.append(
                    f"Gelombang ke-{index + 1}{whose}: {name} tidak ada pembayarnya di {len(without)} desa "
                    f"(pertama: {region_code.dotted(without[0])}), jadi peserta di sana didaftarkan tanpa {name}."
                )
    return said


def policy_of(document: Document, line: Funding) -> Policy | None:
    """The policy answer for a funding line's source and year, or None."""
    return next((p for p in document.policy if (p.source, p.year) == (line.source, line.year)), None)


def wave_villages(document: Document, index: int, village_codes: VillageCodes) -> list[str]:
    """The codes of the villages that a wave covers, ascending."""
    chosen = document.waves[index].villages
    if isinstance(chosen, list):
        return sorted({village for code in chosen for village in village_codes(code)})
    everything = village_codes(document.government)
    return [code for code in everything if chosen == "all" or region_code.kind(code) == chosen]


def _unknown_government(document: Document, village_codes: VillageCodes) -> Iterator[Contradiction]:
    if not village_codes(document.government):
        yield Contradiction(
            ("government",),
            f"Kode wilayah {region_code.dotted(document.government)} tidak ada dalam daftar wilayah.",
        )


def _government(document: Document) -> Iterator[Contradiction]:
    code = document.government
    kind = _LEVELS[region_code.level(code)]
    kind = "kota" if kind == "kabupaten" and code[2] == "7" else kind
    title = " ".join(document.issuer.title.casefold().split()) + " "
    office = next((level for name, level in _OFFICES.items() if title.startswith(f"{name} ")), None)
    if kind == "kecamatan":
        yield Contradiction(
            ("government",), "Penyelenggara harus provinsi, kabupaten, kota atau desa, bukan kecamatan."
        )
    elif office and office != kind:
        yield Contradiction(
            ("issuer", "title"),
            f"“{document.issuer.title}” tidak dapat menetapkan untuk {kind} {region_code.dotted(code)}. "
            "Periksa jabatan atau kode wilayah.",
        )


def _agreement(document: Document) -> Iterator[Contradiction]:
    signed, starts = document.agreement.signed_on, document.agreement.protection_starts
    if signed and starts and starts < signed:
        yield Contradiction(
            ("agreement", "protection_starts"),
            "Perlindungan tidak dapat dimulai sebelum perjanjian ditandatangani (signed_on).",
        )
    for index, wave in enumerate(document.waves):
        if starts and wave.start < starts.replace(day=1):
            yield Contradiction(
                ("waves", index, "start"),
                f"Gelombang ke-{index + 1} mulai sebelum protection_starts pada perjanjian. Samakan keduanya.",
            )


def _funding(document: Document) -> Iterator[Contradiction]:
    answered = [(p.source, p.year) for p in document.policy]
    for index, (source, year) in enumerate(answered):
        if (source, year) in answered[:index]:
            yield Contradiction(("policy", index), f"Jawaban untuk {source} {year} tertulis dua kali. Pilih satu.")
    for index, line in enumerate(document.funding):
        here: Where = ("funding", index)
        answer = policy_of(document, line)
        if answer and answer.answer == "blocked":
            yield Contradiction(
                (*here, "source"),
                f"Sumber dana {line.source} {line.year} dilarang untuk program ini: {answer.basis}. "
                "Pakai sumber lain atau ubah jawaban pada policy dengan dasarnya.",
            )
        if line.ceiling is None and line.source != "self":
            yield Contradiction((*here, "ceiling"), f"Sumber dana {line.source} {line.year} wajib menyebut pagu.")
        if line.source in VILLAGE_FUNDS and region_code.level(line.owner) == 4 and _is_kelurahan(line.owner):
            yield Contradiction(
                (*here, "owner"),
                f"{region_code.dotted(line.owner)} adalah kelurahan; kelurahan tidak memiliki {line.source}. "
                "Pakai APBD untuk kelurahan.",
            )
        if not (
            line.source in ("APBN", "CSR", "self")
            or region_code.contains(document.government, line.owner)
            or region_code.contains(line.owner, document.government)
        ):
            yield Contradiction(
                (*here, "owner"),
                f"Pemilik anggaran {region_code.dotted(line.owner)} berada di luar wilayah "
                f"{region_code.dotted(document.government)}.",
            )
        yield from _outside_year(document, index)


def _outside_year(document: Document, index: int) -> Iterator[Contradiction]:
    """A wave with months outside a line's year needs `carry_over`, or lines of the right year for the same."""
    line = document.funding[index]
    for number, wave in enumerate(document.waves):
        months = wave.covered()
        if in_year(line.year, line.carry_over, months):
            continue
        terms = groups.of_wave(document, wave.group)
        if terms is None or not groups.pays_for(line, terms):
            continue
        lines = (other for other in document.funding if groups.pays_for(other, terms))
        instead = [other for other in lines if in_year(other.year, other.carry_over, months)]
        if not {name for other in instead for name in other.covers}.issuperset(line.covers):
            outside = next(month for month in months if month.year != line.year)
            yield Contradiction(
                ("waves", number, "months"),
                f"Bulan {outside:%Y-%m} pada gelombang ke-{number + 1} berada di luar tahun anggaran "
                f"{line.source} {line.year}. Kurangi months, atau tulis carry_over: true pada sumber dana itu.",
            )


def _quota(document: Document) -> Iterator[Contradiction]:
    yield from _one_quota(document.quota, ("quota",), document.criteria.occupations)
    for index, group in enumerate(document.groups):
        if group.quota:
            criteria = group.criteria or document.criteria
            yield from _one_quota(group.quota, ("groups", index, "quota"), criteria.occupations)


def _one_quota(quota: Quota, here: Where, occupations: object) -> Iterator[Contradiction]:
    given = {name for name in ("total", "per_village", "per_pool", "file") if getattr(quota, name) is not None}
    each, other = ("per_village", "per_pool") if quota.by == "village" else ("per_pool", "per_village")
    columns = QUOTA_KEYS[quota.by]
    if other in given:
        yield Contradiction((*here, other), f"Pada by: {quota.by} pakai {each}, bukan {other}.")
        return
    if quota.method == "equal":
        if len(given & {"total", each}) != 1:
            yield Contradiction(here, f"Untuk method: equal isi salah satu saja: total atau {each}.")
        elif quota.by in ("village", "district", "segment") and "file" in given:
            yield Contradiction((*here, "file"), f"Untuk method: equal dengan by: {quota.by} hapus file.")
        elif quota.by == "agency" and "file" not in given:
            yield Contradiction(
                here, "Untuk method: equal dengan by: agency isi file, daftar nama instansi yang mendapat kuota."
            )
        elif quota.by == "occupation" and "file" not in given and occupations == "all":
            yield Contradiction(
                here,
                "Untuk method: equal dengan by: occupation isi file (kode atau nama pekerjaan), "
                "atau sebut pekerjaannya pada criteria.occupations.",
            )
    if quota.method == "fixed" and (given - {"total"} != {"file"}):
        yield Contradiction(here, f"Untuk method: fixed isi file ({columns} dan kursi), tanpa {each}.")
    if quota.method == "proportional" and given != {"total", "file"}:
        yield Contradiction(here, f"Untuk method: proportional isi total dan file ({columns} dan bobot).")
    if quota.method != "proportional" and "rounding" in quota.model_fields_set:
        yield Contradiction((*here, "rounding"), "Kunci rounding hanya untuk method: proportional.")


def _split_pools(document: Document, village_codes: VillageCodes) -> Iterator[Contradiction]:
    """Waves of different villages would each give all the seats of a pool that they share."""
    in_wave = [set(wave_villages(document, index, village_codes)) for index in range(len(document.waves))]
    for (first, one), (second, two) in combinations(enumerate(in_wave), 2):
        terms = [groups.of_wave(document, document.waves[number].group) for number in (first, second)]
        if terms[0] is None or terms[0] != terms[1] or terms[0].quota.by == "village":
            continue
        by = terms[0].quota.by
        if by == "district":
            shared = {code[:6] for code in one} & {code[:6] for code in two}
            one, two = ({code for code in codes if code[:6] in shared} for codes in (one, two))
        if one != two:
            yield Contradiction(
                ("waves", second, "villages"),
                f"Gelombang ke-{first + 1} dan ke-{second + 1} mencakup desa yang berbeda, padahal kuotanya sama "
                f"(by: {by}), sehingga kursinya akan terhitung dua kali. Samakan desanya, atau pakai by: village.",
            )
            return


def _lists(document: Document) -> Iterator[Contradiction]:
    fields = [preference.split()[0] for preference in document.preference]
    for name in sorted({name for name in fields if fields.count(name) > 1}):
        yield Contradiction(("preference",), f"Kolom {name} tertulis dua kali pada preference. Tulis sekali.")
    if document.criteria.occupations == []:
        yield Contradiction(("criteria", "occupations"), "Daftar pekerjaan kosong. Tulis kodenya, atau all.")
    dated, signed = document.decision.dated, document.agreement.signed_on
    if dated and signed and dated < signed:
        yield Contradiction(("decision", "dated"), "Tanggal keputusan mendahului tanggal perjanjian (signed_on).")


def _villages(document: Document, village_codes: VillageCodes) -> Iterator[Contradiction]:
    for index, wave in enumerate(document.waves):
        if isinstance(wave.villages, list):
            for number, code in enumerate(wave.villages):
                if not region_code.contains(document.government, code) or not village_codes(code):
                    yield Contradiction(
                        ("waves", index, "villages", number),
                        f"Kode {region_code.dotted(code)} bukan desa atau kelurahan dalam wilayah "
                        f"{region_code.dotted(document.government)}.",
                    )
        if not wave_villages(document, index, village_codes):
            yield Contradiction(("waves", index, "villages"), "Tidak ada desa yang termasuk gelombang ini.")
    for (first, one), (second, two) in combinations(enumerate(document.waves), 2):
        shared = set(one.covered()) & set(two.covered())
        if one.group != two.group:
            continue
        if shared and set(wave_villages(document, first, village_codes)) & set(
            wave_villages(document, second, village_codes)
        ):
            yield Contradiction(
                ("waves", second),
                f"Gelombang ke-{first + 1} dan ke-{second + 1} mencakup desa yang sama pada bulan "
                f"{min(shared):%Y-%m}. Satu desa hanya boleh dalam satu gelombang pada bulan yang sama.",
            )


def _payers(document: Document, village_codes: VillageCodes) -> Iterator[Contradiction]:
    """Each insurance needs a payer in every village of every wave; village funds do not reach kelurahan."""
    for index, wave in enumerate(document.waves):
        terms = groups.of_wave(document, wave.group)
        assert terms is not None
        villages = wave_villages(document, index, village_codes)
        lines = lines_of_wave(document, index)
        for name in groups.payable(terms.insurance, [line.covers for line in lines]):
            if groups.insurance_of(name) in terms.optional:
                continue
            unpaid = [v for v in villages if not any(pays(line, name, v) for line in lines)]
            if not unpaid:
                continue
            kelurahan = [v for v in unpaid if _is_kelurahan(v)]
            only_kelurahan = len(kelurahan) == len(unpaid) and len(villages) > len(unpaid)
            if only_kelurahan:
                sentence = (
                    f"{len(unpaid)} kelurahan (pertama: {region_code.dotted(unpaid[0])}) hanya dibiayai dana desa, "
                    "padahal kelurahan tidak memiliki dana desa. Pakai villages: desa, atau tambahkan sumber lain."
                )
            else:
                whose = f" kelompok {terms.name}" if terms.name else ""
                leave = "" if name in ("JKK", "JKM") else f", atau tulis optional: [{groups.insurance_of(name)}]"
                sentence = (
                    f"Iuran {name}{whose} di {len(unpaid)} desa (pertama: {region_code.dotted(unpaid[0])}) belum ada "
                    f"pembayarnya. Tambahkan pada covers atau tambahkan sumber dana{leave}."
                )
            yield Contradiction(("waves", index, "villages") if only_kelurahan else ("funding",), sentence)
            break


def lines_of_wave(document: Document, index: int) -> list[Funding]:
    """The funding lines that may pay in a wave: for its group, and all its months in their year."""
    wave = document.waves[index]
    terms = groups.of_wave(document, wave.group)
    months = wave.covered()
    return [
        line
        for line in document.funding
        if terms and groups.pays_for(line, terms) and in_year(line.year, line.carry_over, months)
    ]


def pays(line: Funding, payable: str, village: str) -> bool:
    """Whether a funding line can pay something for people of a village: covered, within reach, not barred."""
    return payable in line.covers and reaches(line.source, line.owner, village)


def reaches(source: str, owner: str, village: str) -> bool:
    """Whether money of an owner may be spent on a village: its own area; village funds never in a kelurahan."""
    if source in VILLAGE_FUNDS and _is_kelurahan(village):
        return False
    return source in ("APBN", "CSR", "self") or region_code.contains(owner, village)


def in_year(year: int, carry_over: bool, months: list[date]) -> bool:
    """Whether a budget year may pay all these months: they lie in it, or are carried over on purpose."""
    return carry_over or all(month.year == year for month in months)


def _is_kelurahan(code: str) -> bool:
    return region_code.kind(code) == "kelurahan"
