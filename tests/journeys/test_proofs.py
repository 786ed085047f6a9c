"""Scans in bulk: attached by name, kept by content, the same again recognised, the rest listed with its reason."""

import zipfile

import openpyxl
import pytest

from payung.journeys import matching_place, matching_proofs
from payung.matching import proofs
from payung.matching.models import Proof
from payung.storage import files
from tests.cli.test_command import payung
from tests.journeys.small_programme import BUDI, SITI
from tests.journeys.test_matching import NOW, opened, run

pytestmark = pytest.mark.database
PDF, JPG = b"%PDF-1.4 siti", b"\xff\xd8\xff budi"


def attach(programme, source):
    return matching_proofs.attach(programme, source, out=programme.parent / "bukti", name="Rina", at=NOW)


def test_a_folder_of_scans_is_attached_once_and_the_rest_is_listed(own_database, tmp_path):
    programme = opened(tmp_path)
    run(programme)
    scans = tmp_path / "pindai" / "Gedung Wani"
    scans.mkdir(parents=True)
    (scans / f"{SITI[0]}_ktp.pdf").write_bytes(PDF)
    (scans / "Budi Santoso - surat kerja.jpg").write_bytes(JPG)
    (scans / f"{BUDI[0]} ktp.jpg").write_bytes(b"bukan gambar")
    (scans / f"KTP {BUDI[0]} salinan.pdf").write_bytes(PDF)
    (scans / "Thumbs.db").write_bytes(b"x")
    first = attach(programme, tmp_path / "pindai")
    assert (first.files, first.new, first.persons) == (4, 2, 2)
    assert sorted(reason for _, reason in first.left_out) == ["not-a-scan", "same-for-others"]
    listed = openpyxl.load_workbook(first.details).active
    assert {listed["B5"].value, listed["B6"].value} == {
        proofs.REASONS["not-a-scan"],
        proofs.REASONS["same-for-others"],
    }
    again = attach(programme, tmp_path / "pindai")
    assert (again.new, again.known) == (0, 2)
    with matching_place.of(programme, name="Rina", at=NOW):
        kept = {proof.kind: files.path_of(proof.sha256).read_bytes() for proof in Proof.objects.all()}
    assert kept == {"ktp": PDF, "work-letter": JPG}


def test_a_zip_is_read_without_unpacking_and_a_broken_one_is_one_sentence(own_database, tmp_path):
    programme = opened(tmp_path)
    run(programme)
    source = tmp_path / "bukti.zip"
    with zipfile.ZipFile(source, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"../../{SITI[0]} kk.pdf", PDF)
        archive.writestr(f"{BUDI[0]} ktp.pdf", b"%PDF-" + bytes(9_000_000))
        archive.writestr("__MACOSX/._x", b"x")
    done = attach(programme, source)
    assert (done.files, done.new, [reason for _, reason in done.left_out]) == (2, 1, ["locked"])
    broken = tmp_path / "rusak.zip"
    broken.write_bytes(source.read_bytes()[:200])
    with pytest.raises(matching_proofs.NothingToAttach, match="bukan map atau zip"):
        attach(programme, broken)


def test_the_command_lists_counts_and_never_a_number(own_database, tmp_path):
    programme = opened(tmp_path)
    run(programme)
    (tmp_path / "pindai").mkdir()
    (tmp_path / "pindai" / f"{SITI[0]}_ktp.pdf").write_bytes(PDF)
    (tmp_path / "pindai" / "entah.pdf").write_bytes(PDF)
    done = payung("evidence", "attach", str(programme), str(tmp_path / "pindai"), "--out", str(tmp_path / "b"))
    assert (done.returncode, done.stdout.splitlines()[0]) == (
        1,
        "2 berkas: 1 bukti baru, 0 sudah ada, untuk 1 orang.",
    )
    listed = payung("evidence", "list", str(programme), "--people")
    assert listed.returncode == 0
    assert "1704••••••••0001" in listed.stdout
    siti, budi = (next(line for line in listed.stdout.splitlines() if one[1] in line) for one in (SITI, BUDI))
    assert (siti.split()[-3:], budi.split()[-3:]) == (["wani.xlsx", "baris", "2"], ["wani.xlsx", "baris", "3"])
    assert SITI[0] not in listed.stdout + listed.stderr + done.stdout + done.stderr


def test_a_zip_that_unpacks_to_more_than_it_can_hold_is_refused_before_anything_is_read(own_database, tmp_path):
    programme = opened(tmp_path)
    run(programme)
    bomb = tmp_path / "bukti.zip"
    with zipfile.ZipFile(bomb, "w") as archive:
        for number in range(300):
            archive.writestr(f"{SITI[0]} ktp {number}.pdf", PDF * 4_000)
        for info in archive.filelist:  # what the directory of the zip claims: 300 scans of 9 MB in 16 MB
            info.file_size = 9_000_000
    with pytest.raises(matching_proofs.NothingToAttach, match="jauh lebih besar daripada berkasnya sendiri"):
        attach(programme, bomb)
    with matching_place.of(programme, name="Rina", at=NOW):
        assert not Proof.objects.exists()


def test_a_thousand_scans_go_in_at_once_and_a_program_named_jpg_does_not(own_database, tmp_path):
    programme = opened(tmp_path)
    run(programme)
    source = tmp_path / "bukti.zip"
    with zipfile.ZipFile(source, "w") as archive:
        for number in range(1_000):
            archive.writestr(f"Gedung Wani/{SITI[0]} surat kerja {number}.jpg", JPG + str(number).encode())
        archive.writestr(f"{BUDI[0]} ktp.jpg", b"MZ\x90\x00")
        archive.writestr("=HYPERLINK(1) ktp.jpg", JPG)
    done = attach(programme, source)
    assert (done.new, sorted(reason for _, reason in done.left_out)) == (1_000, ["nobody", "not-a-scan"])
    cells = [cell for row in openpyxl.load_workbook(done.details).active.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
