"""What a programme file says, as values: every key of programme.yaml with its type, default and meaning.

Pure: no database, no clock, no files. Region codes are kept as 10 digits, months as the first day of the month,
money as whole rupiah. What one key alone can get wrong is refused here; what two keys contradict is refused in
`programme.checks`.
"""

import hashlib
import json
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from payung.programme.keys import (
    RUPIAH_LIMIT,
    Assumable,
    Code,
    Day,
    Income,
    Insurance,
    KindOfWork,
    Month,
    Occupation,
    Owner,
    Payable,
    Preference,
    PublishedFigure,
    QuotaBy,
    ReferenceKind,
    Rupiah,
    Seats,
    Segment,
    Slug,
    Source,
    Text,
)


class Section(BaseModel):
    # Built once for the whole document, not once for each of its sections.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Issuer(Section):
    title: Text = Field(description="pejabat yang menetapkan: Bupati Kaur, Wali Kota Denpasar, Gubernur, Kepala Desa")
    decree: Text | None = Field(
        default=None, description="nama keputusannya; tanpa diisi: Keputusan dengan nama jabatan"
    )


class LegalBasis(Section):
    menimbang: list[Text] = Field(
        default=[], description="pertimbangan, tanpa huruf; tanpa diisi dipakai kalimat baku"
    )
    mengingat: list[Text] = Field(min_length=1, description="peraturan, sitasi lengkap, berurutan")
    memperhatikan: list[Text] = Field(default=[], description="instruksi presiden, perjanjian, surat edaran")


class Agreement(Section):
    number: Text | None = Field(default=None, description="nomor perjanjian kerja sama dengan BPJS Ketenagakerjaan")
    parties: list[Text] = Field(default=[], description="para pihak")
    signed_on: Day | None = Field(default=None, description="tanggal ditandatangani")
    protection_starts: Day | None = Field(default=None, description="hari pertama perlindungan menurut perjanjian")
    refunds: Literal["by-agreement", "none", "unused-months"] = Field(
        default="by-agreement",
        description="iuran yang tidak terpakai: menurut kesepakatan, tidak kembali, bulan sisa kembali",
    )


class Wave(Section):
    start: Month = Field(description="bulan pertama, TAHUN-BULAN")
    months: Annotated[int, Field(ge=1, le=36, strict=True)] = Field(description="banyak bulan")
    villages: Literal["all", "desa", "kelurahan"] | list[Code] = Field(
        default="all", description="all, desa, kelurahan, atau daftar kode (kode kecamatan berarti semua desanya)"
    )
    group: Text | None = Field(default=None, description="nama kelompok pada groups; wajib bila ada groups")
    rotate: bool = Field(
        default=False,
        description="true: bergilir, yang sudah mendapat kursi pada gelombang sebelumnya di belakang yang belum",
    )

    def covered(self) -> list[date]:
        """The first days of the covered months."""
        first = self.start.year * 12 + self.start.month - 1
        return [date((first + n) // 12, (first + n) % 12 + 1, 1) for n in range(self.months)]


class Funding(Section):
    source: Source = Field(description="sumber dana")
    owner: Owner = Field(
        description="kode wilayah pemilik anggaran; villages: setiap desa dalam gelombang membayar dari anggarannya "
        "sendiri, dan ceiling berlaku bagi tiap desa"
    )
    year: Annotated[int, Field(ge=2000, le=2100, strict=True)] = Field(description="tahun anggaran")
    ceiling: Rupiah | None = Field(
        default=None, description="pagu, rupiah bulat tanpa titik; hanya sumber self boleh tanpa pagu"
    )
    covers: list[Payable] = Field(
        min_length=1,
        description="program yang dibayar sumber ini; JHT-worker dan JP-worker: bagian pekerja PU saja, dan JHT atau "
        "JP sumber lain lalu berarti bagian pemberi kerja saja",
    )
    groups: list[Text] | None = Field(
        default=None, min_length=1, description="kelompok yang dibayar sumber ini; tanpa diisi: semua"
    )
    account: Text | None = Field(default=None, description="kode rekening belanja")
    approval: Text | None = Field(default=None, description="dokumen persetujuan anggaran (DPA, Perdes APBDes)")
    carry_over: bool = Field(
        default=False, description="true: bulan di luar tahun anggaran sengaja dibawa (luncuran)"
    )


class Policy(Section):
    source: Source = Field(description="sumber dana")
    year: Annotated[int, Field(ge=2000, le=2100, strict=True)] = Field(description="tahun anggaran")
    answer: Literal["allowed", "warned", "blocked"] = Field(description="boleh, boleh dengan peringatan, dilarang")
    basis: Text = Field(description="dasar jawaban itu")


class Quota(Section):
    by: QuotaBy = Field(
        default="village",
        description="kursi dibagi menurut desa, kecamatan, instansi pengusul, pekerjaan atau ekosistem, atau segmen",
    )
    method: Literal["equal", "fixed", "proportional"] = Field(
        description="cara membagi kursi: rata, tetap menurut berkas, sebanding dengan bobot"
    )
    total: Seats | None = Field(default=None, description="jumlah kursi seluruhnya")
    per_village: Seats | None = Field(default=None, description="kursi tiap desa, pada by: village")
    per_pool: Seats | None = Field(default=None, description="kursi tiap bagian kuota, pada by selain village")
    file: Text | None = Field(
        default=None,
        description="berkas kuota: kode atau nama menurut by, dan kursi (fixed) atau bobot (proportional); "
        "pada equal cukup kode atau namanya",
    )
    rounding: Literal["largest-remainder", "sainte-lague"] = Field(
        default="largest-remainder", description="pembulatan pada proportional"
    )
    leftover: Literal["stay", "move"] = Field(
        default="stay", description="kursi yang tidak terisi: tetap, atau pindah"
    )


class Criteria(Section):
    min_age: Annotated[int, Field(ge=15, le=64, strict=True)] = Field(default=18, description="usia terendah")
    max_decile: Annotated[int, Field(ge=1, le=10, strict=True)] | None = Field(
        default=None, description="desil tertinggi"
    )
    occupations: Literal["all"] | list[Occupation] = Field(
        default="all",
        description="all, atau daftar pekerjaan atau ekosistem (village, market, ecommerce, vulnerable)",
    )


class Who(Section):
    occupations: Literal["all"] | list[KindOfWork] = Field(
        default="all",
        description="all, atau daftar pekerjaan, ekosistem (village, market, ecommerce, vulnerable) atau golongan "
        "(honorarium, works)",
    )


class Group(Section):
    name: Text = Field(description="nama kelompok, seperti tercetak pada dokumen")
    segment: Segment | None = Field(default=None, description="segmen kepesertaan; tanpa diisi: segment program")
    insurance: list[Insurance] | None = Field(
        default=None, min_length=1, description="program jaminan; tanpa diisi: insurance program"
    )
    optional: list[Insurance] | None = Field(
        default=None, description="program jaminan yang boleh tertinggal; tanpa diisi: optional program"
    )
    income: Income | None = Field(default=None, description="dasar penghasilan; tanpa diisi: income program")
    employer: Text | None = Field(default=None, description="pemberi kerja; tanpa diisi: employer program")
    who: Who = Field(
        default=Who(),
        description="siapa yang termasuk; satu orang masuk satu kelompok: yang pertama cocok menurut urutan berkas, "
        "dan kolom segmen pada daftar desa didahulukan",
    )
    quota: Quota | None = Field(default=None, description="kursi kelompok ini; tanpa diisi: quota program")
    criteria: Criteria | None = Field(default=None, description="syarat kelompok ini; tanpa diisi: criteria program")
    preference: list[Preference] | None = Field(
        default=None, description="urutan mendahulukan; tanpa diisi: preference program"
    )


class Reference(Section):
    file: Text = Field(description="berkas daftar, relatif terhadap berkas program")
    source: Text = Field(description="pemberi daftar")
    on: Day = Field(description="tanggal keadaan daftar")


class Matching(Section):
    required: list[Text] = Field(
        default=[],
        description="lembaga yang harus sudah menjawab sebelum keputusan: dukcapil, bpjs, dinsos, atau nama lain",
    )


class Decision(Section):
    about: Text | None = Field(default=None, description="judul keputusan setelah kata TENTANG")
    place: Text | None = Field(default=None, description="tempat penetapan")
    number: Text | None = Field(default=None, description="nomor keputusan; kosong pada rancangan")
    dated: Day | None = Field(default=None, description="tanggal yang tercetak; tanpa diisi: titik-titik")
    as_of: Day | None = Field(default=None, description="tanggal keadaan pada kaki halaman dan ringkasan")
    signer: Text | None = Field(default=None, description="nama penandatangan")
    agency: Text | None = Field(default=None, description="perangkat daerah pelaksana")
    initials: list[Text] = Field(default=[], description="paraf koordinasi")
    copies: list[Text] = Field(default=[], description="tembusan")


class Approval(Section):
    what: Text = Field(description="apa yang disetujui, misalnya peraturan program, anggaran, perjanjian")
    by: Text = Field(description="siapa yang menyetujui, misalnya DPRD Kabupaten Bengkayang")
    document: Text | None = Field(default=None, description="dokumennya dengan nomor; kosong bila belum diketahui")
    dated: Day | None = Field(default=None, description="tanggal dokumen")
    source: Text | None = Field(default=None, description="dari mana diketahui bila naskahnya belum dilihat")


class Published(Section):
    figure: PublishedFigure = Field(
        description="angka apa: orang, desa, bulan, iuran sebulan, iuran seluruhnya, iuran yang telah dibayar, "
        "manfaat yang telah dibayarkan"
    )
    value: Annotated[int, Field(ge=0, lt=RUPIAH_LIMIT, strict=True)] = Field(description="angka yang terbit")
    source: Text = Field(description="siapa yang menerbitkan")
    note: Text | None = Field(default=None, description="keterangan, misalnya masa atau lingkup angka itu")


class Document(Section):
    """The whole programme file."""

    code: Slug = Field(description="kode program, tidak berubah lagi")
    name: Text = Field(description="nama program")
    government: Code = Field(description="kode wilayah pemerintah penyelenggara")
    issuer: Issuer = Field(description="siapa menetapkan")
    legal_basis: LegalBasis = Field(description="dasar hukum keputusan")
    agreement: Agreement = Field(default=Agreement(), description="perjanjian kerja sama")
    segment: Segment = Field(default="BPU", description="segmen kepesertaan")
    insurance: list[Insurance] = Field(min_length=1, description="program jaminan")
    optional: list[Insurance] = Field(
        default=[],
        description="program jaminan yang boleh tertinggal bila tidak ada pembayarnya; dibayar setelah semua orang "
        "mendapat yang wajib",
    )
    income: Income = Field(description="dasar penghasilan sebulan, rupiah")
    employer: Text | None = Field(
        default=None, description="pemberi kerja peserta PU, misalnya Pemerintah Desa {desa}; wajib untuk segmen PU"
    )
    groups: list[Group] = Field(
        default=[], description="kelompok peserta dengan segmen, program, dasar penghasilan atau kuota sendiri"
    )
    waves: list[Wave] = Field(min_length=1, description="gelombang perlindungan")
    funding: list[Funding] = Field(min_length=1, description="sumber dana, dipakai menurut urutan tertulis")
    policy: list[Policy] = Field(default=[], description="jawaban pemerintah: sumber dana apa boleh dipakai")
    quota: Quota = Field(description="kursi dan cara membaginya")
    criteria: Criteria = Field(default=Criteria(), description="syarat program di atas syarat hukum")
    assume: list[Assumable] = Field(default=[], description="isian tak diketahui yang ditanggung SPTJM kepala desa")
    preference: list[Preference] = Field(default=[], description="urutan mendahulukan; yang kosong di belakang")
    draw_seed: Text = Field(description="benih undian; dibekukan sebelum daftar pertama diterima")
    rosters: Text = Field(default="rosters/", description="map berisi daftar desa")
    continues: Slug | None = Field(
        default=None, description="kode program sebelumnya; orang dalam SK atau kepesertaannya menjadi calon lagi"
    )
    references: dict[ReferenceKind, Reference] = Field(default={}, description="daftar pembanding")
    matching: Matching = Field(default=Matching(), description="pencocokan sebelum keputusan")
    decision: Decision = Field(default=Decision(), description="isian rancangan keputusan")
    approvals: list[Approval] = Field(default=[], description="persetujuan yang mendahului penetapan")
    published: list[Published] = Field(
        default=[], description="angka yang sudah terbit, ditampilkan di samping hitungan program ini"
    )
    demo: bool = Field(default=False, description="true: contoh dengan orang rekaan, kecamatan 99 pada NIK diterima")

    def as_json(self) -> dict[str, Any]:
        """The document as JSON values, every key present; `Document.model_validate` reads it back."""
        values = self.model_dump(mode="json")
        for wave in values["waves"]:
            wave["start"] = wave["start"][:7]
        return values

    @property
    def sha256(self) -> str:
        """Hex digest of the canonical JSON: equal for two files that say the same."""
        text = json.dumps(self.as_json(), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def decree_name(self) -> str:
        """ "Keputusan Bupati": the instrument that the issuer signs."""
        if self.issuer.decree:
            return self.issuer.decree
        words = self.issuer.title.split()
        return "Keputusan " + " ".join(words[:2] if words[0] in ("Wali", "Kepala") else words[:1])

    @property
    def protection_starts(self) -> date:
        """The first day of protection: of the agreement, else of the first month of the first wave."""
        return self.agreement.protection_starts or min(wave.start for wave in self.waves)

    @property
    def as_of(self) -> date:
        """The day the documents speak of: written, else of the decree or agreement, else the first of the cover."""
        written = self.decision.as_of or self.decision.dated or self.agreement.signed_on
        return written or self.protection_starts
