"""`payung decree`: what the officer types after the regent has signed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys.small_programme import BUDI, GEDUNG_WANI, RINA, SITI, roster, write

pytestmark = pytest.mark.database
PAYUNG = Path(sys.executable).with_name("payung")


def payung(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(PAYUNG), *map(str, arguments)], capture_output=True, text=True, check=False)


def sign(programme, *more, number="100.3.3.2-412", on="2024-11-29"):
    return payung("decree", "sign", programme, "--number", number, "--on", on, "--signer", "Lismidianto", *more)


def test_a_signature_is_recorded_shown_and_asked_for_once(own_database, tmp_path):
    programme = write(tmp_path)
    roster(tmp_path, "gedung wani.xlsx", GEDUNG_WANI, [SITI, BUDI, RINA])
    before = payung("decree", "status", programme)
    assert (before.returncode, before.stdout) == (2, "")
    assert "belum pernah dijalankan" in before.stderr
    payung("run", programme, "--out", tmp_path / "out", "--without-documents")
    assert "rancangan, menunggu tanda tangan" in payung("decree", "status", programme).stdout
    early = sign(programme, on="2999-01-01")
    assert (early.returncode, "belum tiba" in early.stderr) == (2, True)
    scan = tmp_path / "sk.pdf"
    scan.write_bytes(b"%PDF-1.7 scan")
    signed = sign(programme, "--scan", scan)
    assert (signed.returncode, signed.stderr) == (0, "")
    assert "nomor 100.3.3.2-412 tanggal 29 November 2024, 2 orang" in signed.stdout
    again = sign(programme)
    assert (again.returncode, "Tidak ada rancangan yang menunggu" in again.stderr) == (2, True)
    assert payung("decree", "status", programme).stdout.startswith(
        "SK: nomor 100.3.3.2-412, 29 November 2024, ditandatangani Lismidianto\n  2 orang, Rp 33.600, kode keaslian "
    )
    rerun = payung("run", programme, "--out", tmp_path / "out", "--without-documents")
    assert rerun.returncode == 0
    assert "sudah ditandatangani, dan daftarnya tidak berubah" in rerun.stdout
