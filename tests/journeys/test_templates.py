"""What the office sends out comes back as something that the check reads without a remark about its form."""

import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import openpyxl
import polars as pl
import pypdf
import pytest

from payung.journeys import templates
from payung.kernel.refusal import Refusal
from payung.roster import check, reading
from payung.selection.quota import QuotaProblem
from tests.journeys import small_programme

KAUR = Path(__file__).parents[2] / "examples" / "kaur-2024" / "programme.yaml"
ON = date(2024, 12, 1)
GEDUNG_WANI = "01 Kinal/1704012001 Gedung Wani.xlsx"

SITI = ("1704994503790001", "1704990101100001", "SITI AMINAH", "P", "Manna", "05-03-1979", "Nelayan/perikanan",
        "Jalan Pantai", "Dusun II", "001", "002", "085200000123", "RATNA", "Istri", "Tidak")  # fmt: skip
BUDI = ("1704991204700001", "1704990101100002", "BUDI SANTOSO", "L", "Bintuhan", "12-04-1970",
        "Buruh tani/perkebunan", "Jalan Raya", "Dusun I", "003", "001", "085200000124", "SUMI", "Kepala keluarga",
        "Fisik")  # fmt: skip


@pytest.fixture
def sent(tmp_path):
    programme = small_programme.write(tmp_path / "program")
    send(programme, tmp_path / "kirim")
    return tmp_path / "kirim"


def send(programme, out, **said):
    parcel = templates.prepare(programme, out, **said)
    templates.write(parcel)
    return parcel


def fill(path, people):
    book = openpyxl.load_workbook(path)
    sheet = book["Daftar"]
    for row, person in enumerate(people, 7):
        for column, value in enumerate(person, 2):
            sheet.cell(row, column).value = value
    book.save(path)


def checked(path):
    return check.check_files(reading.read(path), region="1704000000", on=ON, demo=True)


def said(result):
    """The codes of everything that is said about files, sheets and rows."""
    notes = [note["code"] for file in result.as_json()["files"] for note in remarks_in(file)]
    return notes + result.findings["code"].to_list()


def remarks_in(file):
    return [*file["notices"], *(note for sheet in file["sheets"] for note in sheet["notices"])]


def test_a_folder_for_each_kecamatan_and_a_workbook_for_each_village(sent):
    written = sorted(path.relative_to(sent).as_posix() for path in sent.rglob("*.*"))
    assert written == [GEDUNG_WANI, "01 Kinal/1704012002 Penandingan.xlsx", templates.LETTER]


def test_an_empty_template_is_remarked_on_only_for_being_empty(sent):
    result = checked(sent / GEDUNG_WANI)
    assert said(result) == ["sheet-no-rows"]
    assert result.rows.height == 0


def test_a_template_filled_well_has_no_finding_and_its_people_live_in_its_village(sent):
    fill(sent / GEDUNG_WANI, [SITI, BUDI])
    result = checked(sent / GEDUNG_WANI)
    assert said(result) == []
    sheet = result.files[0].source.sheets[0]
    assert sheet.unrecognised == []
    row = result.rows.filter(pl.col("nik") == SITI[0]).row(0, named=True)
    assert {name: row[name] for name in ("village", "sex", "birth_date", "occupation_code", "rt", "phone")} == {
        "village": "1704012001",
        "sex": "P",
        "birth_date": date(1979, 3, 5),
        "occupation_code": "nelayan",
        "rt": "001",
        "phone": "085200000123",
    }
    assert result.rows["disability"].to_list() == [False, True]
    assert result.rows["head_of_family"].to_list() == [False, True]


def test_typical_mistakes_are_found_in_their_cells(sent):
    wrong = [
        ("170499450379001", *SITI[1:]),
        (*BUDI[:5], "31-02-1970", *BUDI[6:]),
        BUDI,
        (
            1704990107880010,
            SITI[1],
            "JOKO SUSANTO",
            "L",
            "Manna",
            "01-07-1988",
            "penunggu bintang",
            *SITI[7:10],
            "5200000123",
        ),
    ]
    fill(sent / GEDUNG_WANI, wrong)
    found = dict.fromkeys(checked(sent / GEDUNG_WANI).findings.select("cell", "code").iter_rows())
    assert {
        ("B7", "nik-length"),
        ("G8", "birth-date-unreadable"),
        ("B10", "nik-precision-lost"),
        ("H10", "occupation-unknown"),
    } <= found.keys()
    assert {cell for cell, code in found if code in ("nik-shared", "duplicate-row")} <= {"B8", "B9"}
    assert ("B9", "duplicate-row") in found or ("B9", "nik-shared") in found


@pytest.mark.parametrize("name", ["Desa Sadar Jaminan Sosial", "Program Kelurahan Tangguh", "1 Desa 100 Pekerja"])
def test_a_programme_that_is_named_like_a_village_does_not_move_its_people(tmp_path, name):
    programme = small_programme.write(tmp_path / "program")
    programme.write_text(programme.read_text("utf-8").replace("Dua desa di Kaur", name), "utf-8")
    send(programme, tmp_path / "kirim")
    fill(tmp_path / "kirim" / GEDUNG_WANI, [SITI, BUDI])
    result = checked(tmp_path / "kirim" / GEDUNG_WANI)
    assert said(result) == []
    assert set(result.rows["village"]) == {"1704012001"}


def test_every_occupation_that_a_cell_offers_is_known_to_the_check(sent):
    book = openpyxl.load_workbook(sent / GEDUNG_WANI)
    rule = next(each for each in book["Daftar"].data_validations.dataValidation if "H7" in str(each.sqref))
    sheet, cells = rule.formula1.lstrip("=").split("!")
    offered = [cell.value for (cell,) in book[sheet][cells.replace("$", "")]]
    assert len(offered) > 50
    assert "Pegawai negeri sipil (PNS)" not in offered
    people = [(f"17049912047{n:05d}", SITI[1], "BUDI SANTOSO", "L", "", "12-04-1970", work)
              for n, work in enumerate(offered, 1)]  # fmt: skip
    fill(sent / GEDUNG_WANI, people)
    codes = set(checked(sent / GEDUNG_WANI).findings["code"])
    assert not codes & {"occupation-unknown", "occupation-excluded", "not-working"}


def test_the_programme_limits_the_occupations(tmp_path):
    programme = small_programme.write(tmp_path / "program")
    with programme.open("a", encoding="utf-8") as file:
        file.write("criteria: {occupations: [nelayan, buruh-nelayan]}\n")
    send(programme, tmp_path / "kirim")
    guide = openpyxl.load_workbook(tmp_path / "kirim" / GEDUNG_WANI)["Petunjuk"]
    offered = [guide.cell(row, 6).value for row in range(4, guide.max_row + 1)]
    assert [work for work in offered if work] == ["Buruh nelayan/perikanan", "Nelayan/perikanan"]
    letter = text_of(tmp_path / "kirim" / templates.LETTER).replace("/ ", "/")
    assert "sasaran: buruh nelayan/perikanan, nelayan/perikanan." in letter


def test_an_agency_states_the_village_of_each_person(tmp_path):
    programme = small_programme.write(tmp_path / "program")
    done = send(programme, tmp_path / "kirim", agencies=[templates.Agency("Dinas Perikanan", 10)])
    assert (done.workbooks, done.seats) == (3, 14)
    path = tmp_path / "kirim" / templates.AGENCIES / "Dinas Perikanan.xlsx"
    home = "Gedung Wani (17.04.01.2001)"
    fill(path, [(*SITI[:7], home, *SITI[7:]), (*BUDI[:7], "Penandingan (17.04.01.2002)", *BUDI[7:])])
    result = checked(path)
    assert said(result) == []
    assert result.rows["village"].to_list() == ["1704012001", "1704012002"]
    assert result.rows["agency"].to_list() == ["Dinas Perikanan"] * 2
    letter = text_of(tmp_path / "kirim" / templates.LETTER)
    assert "2 desa pada 1 kecamatan, serta 1 perangkat daerah" in letter
    assert "Kepala Dinas Perikanan" in letter


def text_of(path):
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(path).pages).split())


def test_the_letter_asks_for_what_the_programme_gives(tmp_path):
    programme = small_programme.write(tmp_path / "program", seats=37)
    send(programme, tmp_path / "a", deadline=date(2024, 11, 15), contact="Rina, 0852-0000-0111")
    letter = text_of(tmp_path / "a" / templates.LETTER)
    for words in ("74 (tujuh puluh empat) orang", "2 desa pada 1 kecamatan", "Jumat, 15 November 2024",
                  "Rina, 0852-0000-0111", "18 tahun sampai sebelum 65 tahun", "17.04.01.2001 Gedung Wani 37 8 45",
                  "Jumlah 74 16 90", "DATA CONTOH", "Desember 2024"):  # fmt: skip
        assert words in letter
    send(programme, tmp_path / "b")
    assert "Paling lambat ....." in text_of(tmp_path / "b" / templates.LETTER)


def test_a_quota_file_gives_each_village_its_rows_and_none_to_the_others(tmp_path):
    programme = small_programme.write(tmp_path / "program")
    text = programme.read_text("utf-8").replace(
        "quota: {method: equal, per_village: 2}", "quota: {method: fixed, file: kuota.csv}"
    )
    programme.write_text(text, "utf-8")
    with pytest.raises(QuotaProblem, match=r"kuota\.csv tidak ditemukan"):
        send(programme, tmp_path / "kirim")
    assert not (tmp_path / "kirim").exists()
    (tmp_path / "program" / "kuota.csv").write_text("kode,kursi\n17.04.01.2002,30\n", "utf-8")
    done = send(programme, tmp_path / "kirim")
    assert (done.workbooks, done.seats, done.villages_without_seats) == (1, 30, 1)
    sheet = openpyxl.load_workbook(next((tmp_path / "kirim").rglob("*.xlsx")))["Daftar"]
    assert [cell.value for cell in sheet["A"][6:]] == list(range(1, 37))


def test_a_province_has_a_folder_for_each_kabupaten(tmp_path):
    programme = small_programme.write(tmp_path / "program")
    text = programme.read_text("utf-8").replace('"17.04"', '"17"').replace("Bupati Kaur", "Gubernur Bengkulu")
    programme.write_text(text.replace("decree: Keputusan Bupati", "decree: Keputusan Gubernur"), "utf-8")
    send(programme, tmp_path / "kirim")
    path = tmp_path / "kirim" / "1704 Kabupaten Kaur" / GEDUNG_WANI
    fill(path, [SITI])
    assert said(checked(path)) == []


def test_a_workbook_that_may_have_been_filled_is_never_written_over(tmp_path):
    programme = small_programme.write(tmp_path / "program")
    send(programme, tmp_path / "kirim")
    fill(tmp_path / "kirim" / GEDUNG_WANI, [SITI])
    with pytest.raises(Refusal, match="tertimpa"):
        send(programme, tmp_path / "kirim")
    assert checked(tmp_path / "kirim" / GEDUNG_WANI).rows.height == 1


def test_the_same_programme_gives_the_same_bytes(tmp_path):
    programme = small_programme.write(tmp_path / "program")
    for out in ("a", "b"):
        send(programme, tmp_path / out)
    for path in (tmp_path / "a").rglob("*.*"):
        assert path.read_bytes() == (tmp_path / "b" / path.relative_to(tmp_path / "a")).read_bytes()


def test_the_command_starts_neither_django_nor_a_database(tmp_path):
    programme = small_programme.write(tmp_path / "program")
    code = (
        "import sys; from payung.cli import programme\n"
        f"programme(['template', {str(programme)!r}, '--out', {str(tmp_path / 'kirim')!r}], standalone_mode=False)\n"
        "assert not [name for name in sys.modules if name.split('.')[0] in ('django', 'psycopg')]"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "2 buku kerja untuk 4 orang" in done.stdout


def test_an_agency_without_a_number_is_refused_in_a_sentence(tmp_path):
    from payung.cli import programme

    path = small_programme.write(tmp_path / "program")
    for text in ("Dinas Perikanan", "=5", "Dinas Perikanan=banyak", "Dinas Perikanan=0"):
        with pytest.raises(Refusal, match="NAMA=KUOTA"):
            programme(["template", str(path), "--out", str(tmp_path / "x"), "--agency", text], standalone_mode=False)
    assert not (tmp_path / "x").exists()


def test_all_of_kaur_is_written_and_every_village_is_recognised(tmp_path):
    began = time.perf_counter()
    done = send(KAUR, tmp_path)
    seconds = time.perf_counter() - began
    assert (done.workbooks, done.seats) == (195, 7100)
    assert seconds < 60  # 5 s on two idle cores
    for path in sorted(tmp_path.rglob("*.xlsx"))[::13]:
        fill(path, [SITI])
        result = checked(path)
        assert (path.name, said(result)) == (path.name, [])
        assert result.rows["village"].to_list() == [path.name[:10]]


def by_agency(folder, text="opd;kuota;singkatan\nDinas Perikanan;10;Diskan\nDinas Sosial;4;\n"):
    """The programme of two villages whose seats are shared by agency, from a file."""
    programme = small_programme.write(folder)
    (folder / "kuota.csv").write_text(text, "utf-8")
    rule = "quota: {method: fixed, by: agency, file: kuota.csv}"
    written = programme.read_text("utf-8").replace("quota: {method: equal, per_village: 2}", rule)
    programme.write_text(written, "utf-8")
    return programme


def test_seats_by_agency_give_the_agencies_their_workbooks_and_villages_none(tmp_path):
    done = send(by_agency(tmp_path / "program"), tmp_path / "kirim")
    assert (done.workbooks, done.seats, done.villages_without_seats) == (2, 14, 0)
    path = tmp_path / "kirim" / templates.AGENCIES / "Dinas Perikanan.xlsx"
    fill(path, [(*SITI[:7], "Gedung Wani (17.04.01.2001)", *SITI[7:])])
    result = checked(path)
    assert said(result) == []
    assert result.rows["agency"].to_list() == ["Dinas Perikanan"]
    letter = text_of(tmp_path / "kirim" / templates.LETTER)
    assert "2 perangkat daerah" in letter
    assert "Para Camat" not in letter


def test_an_agency_beside_a_quota_by_agency_is_refused_with_the_near_ones(tmp_path):
    programme = by_agency(tmp_path / "program")
    with pytest.raises(Refusal, match="Yang mirip di sana: Dinas Perikanan"):
        send(programme, tmp_path / "kirim", agencies=[templates.Agency("Dinas Prikanan", 3)])


def test_a_sub_districts_seats_are_a_guide_for_its_villages(tmp_path):
    programme = small_programme.write(tmp_path / "program")
    rule = "quota: {method: equal, by: district, total: 7}"
    text = programme.read_text("utf-8").replace("quota: {method: equal, per_village: 2}", rule)
    programme.write_text(text, "utf-8")
    done = send(programme, tmp_path / "kirim")
    assert (done.workbooks, done.seats) == (2, 7)


def test_groups_ask_agencies_and_villages_each_for_their_own_seats(tmp_path):
    programme = small_programme.write(tmp_path / "program")
    (tmp_path / "program" / "kuota.csv").write_text("opd;kuota\nDinas Sosial;4\n", "utf-8")
    groups = """groups:
  - {name: Guru honorer, segment: PU, income: 2500000, who: {occupations: [honorarium]},
     quota: {method: fixed, by: agency, file: kuota.csv}}
  - {name: Pekerja rentan, who: {occupations: [vulnerable, market]}}
waves:
  - {start: 2024-11, months: 1, villages: [17.04.01.2001, 17.04.01.2002], group: Guru honorer}
  - {start: 2024-12, months: 1, villages: [17.04.01.2001, 17.04.01.2002], group: Pekerja rentan}
"""
    text = programme.read_text("utf-8")
    wave = next(line for line in text.splitlines() if line.startswith("waves:"))
    programme.write_text(text.replace(wave, groups + "employer: Pemerintah Kabupaten Kaur"), "utf-8")
    done = send(programme, tmp_path / "kirim")
    assert (done.workbooks, done.seats) == (3, 2 * 2 + 4)
    path = tmp_path / "kirim" / templates.AGENCIES / "Dinas Sosial.xlsx"
    headings = [cell.value for cell in openpyxl.load_workbook(path)["Daftar"][6]]
    assert "Segmen *" in headings
    assert "Instansi pengusul" in headings
