"""Where Payung keeps its things on this machine: the home directory, the database's directory, its socket."""

import hashlib
import os
import pwd
from dataclasses import dataclass
from pathlib import Path

from payung.kernel.refusal import Refusal

LONGEST_SOCKET_PATH = 107  # bytes; sun_path of Linux without its closing zero
SOCKET_NAME = ".s.PGSQL.5432"
SYSTEM_PLACE = Path("/var/lib/payung")


@dataclass(frozen=True)
class Owner:
    """The system account that the database server runs as; root may not, so root lends it to `nobody`."""

    uid: int
    gid: int
    name: str


def home() -> Path:
    """PAYUNG_HOME, or the user's own data directory."""
    stated = os.environ.get("PAYUNG_HOME")
    if stated:
        return Path(stated).absolute()
    if os.geteuid() == 0:
        return SYSTEM_PLACE
    import platformdirs

    return Path(platformdirs.user_data_dir("payung"))


def files() -> Path:
    """PAYUNG_FILES, or `files` in the home directory: uploads and frozen documents by their hash."""
    stated = os.environ.get("PAYUNG_FILES")
    return Path(stated).absolute() if stated else home() / "files"


def server_owner() -> Owner:
    """Who runs the server: the user who asks, except that root gives it to `nobody`."""
    uid = os.geteuid()
    try:
        entry = pwd.getpwnam("nobody") if uid == 0 else pwd.getpwuid(uid)
    except KeyError as why:
        raise Refusal(
            f"PostgreSQL tertanam memerlukan akun sistem yang tercatat di /etc/passwd (uid {uid} tidak tercatat). "
            "Pakai akun biasa, atau isi DATABASE_URL."
        ) from why
    return Owner(entry.pw_uid, entry.pw_gid, entry.pw_name)


def reachable(path: Path, owner: Owner) -> bool:
    """Whether `owner` may walk down to `path` (every parent lets him through)."""
    if owner.uid == os.geteuid():
        return True
    for parent in path.resolve().parents:
        if not parent.exists():
            continue
        status = parent.stat()
        bit = 0o100 if status.st_uid == owner.uid else 0o010 if status.st_gid == owner.gid else 0o001
        if not status.st_mode & bit:
            return False
    return True


def cluster(of: Path) -> Path:
    """The server's own directory under the home `of`; a link there leads elsewhere when `nobody` cannot enter."""
    return (of / "postgres").resolve()


def socket_directory(of: Path) -> Path:
    """The directory of the server's socket: beside the data, or a short one when the path grows too long."""
    beside = cluster(of) / "socket"
    if len(os.fsencode(beside / SOCKET_NAME)) <= LONGEST_SOCKET_PATH:
        return beside
    return Path(f"/tmp/payung-{os.geteuid()}-{fingerprint(of)}")


def fingerprint(of: Path) -> str:
    """Twelve hex digits that tell one home from another."""
    return hashlib.sha256(os.fsencode(of.absolute())).hexdigest()[:12]
