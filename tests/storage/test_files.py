"""Files are known by their content and are never half there."""

import hashlib
from pathlib import Path

import pytest

from payung.storage import files


@pytest.fixture(autouse=True)
def _place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAYUNG_FILES", str(tmp_path / "files"))


def test_a_file_is_found_by_its_hash(tmp_path: Path) -> None:
    upload = tmp_path / "desa.xlsx"
    upload.write_bytes(b"isi" * 1_000_000)
    name = files.put(upload)
    assert name == hashlib.sha256(upload.read_bytes()).hexdigest()
    assert files.path_of(name).read_bytes() == upload.read_bytes()


def test_the_same_content_is_kept_once_and_nothing_else_lies_about(tmp_path: Path) -> None:
    assert files.put(b"sama") == files.put(b"sama")
    assert len([path for path in (tmp_path / "files").rglob("*") if path.is_file()]) == 1


def test_an_unknown_or_crooked_name_reaches_no_file() -> None:
    with pytest.raises(files.NotKept):
        files.path_of("0" * 64)
    with pytest.raises(ValueError, match="SHA-256"):
        files.path_of("../../etc/passwd")


def test_a_changed_file_is_noticed() -> None:
    name = files.put(b"asli")
    path = files.path_of(name)
    path.chmod(0o600)
    path.write_bytes(b"palsu")
    assert files.damaged() == [name]
