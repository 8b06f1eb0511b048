"""A tus upload through the real server over writing and hashing the same bytes, both synced."""

import hashlib
import http.client
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from flask.sessions import SecureCookieSessionInterface

from bench.rows import Bench, Goal, Row, interleaved
from bench.serving import served
from foundation.clock import now
from foundation.database import transaction
from foundation.migrating import upgrade
from foundation.settings import Settings
from marketplace.accounts.models import Account, RoleGrant, SignIn
from marketplace.accounts.roles import Role
from wsgi import create_app

MIB = 1 << 20
ROUND_MIB = 256
WHOLE_MIB = 1024
"""Measured once more at this size, so that no cache explains the figure of the rounds."""
MEMORY_MIB = 64
_PIECE = os.urandom(MIB)
_TUS = {"Tus-Resumable": "1.0.0"}


def measure() -> Row:
    # Beside the code, because /tmp may be memory, and syncing that costs nothing.
    with tempfile.TemporaryDirectory(dir=Path(__file__).parent) as var:
        environment = {"FAIRTAKE_VAR": var, "DATABASE_URL": f"sqlite:///{Path(var) / 'b.sqlite'}"}
        cookie = _cookie(environment)
        with served("wsgi:create_app()", environment) as port:
            sender = Sender(port, cookie)
            sender.mib_a_second(8)  # Warm, as the peer is from the start.
            before = peak_memory_mib(var)
            whole = sender.mib_a_second(WHOLE_MIB) / disk_mib_a_second(Path(var), WHOLE_MIB)
            grown = peak_memory_mib(var) - before
            if grown > MEMORY_MIB:
                raise RuntimeError(f"the server grew by {grown:.0f} MiB during one upload")
            return interleaved(
                BENCH.name,
                lambda: sender.mib_a_second(ROUND_MIB),
                lambda: disk_mib_a_second(Path(var), ROUND_MIB),
                packages=("flask", "gunicorn", "sqlalchemy"),
                mib_in_a_round=str(ROUND_MIB),
                ratio_once_at_1_gib=f"{whole:.3f}",
                server_grew_by_mib=f"{grown:.1f}",
            )


def _cookie(environment: dict[str, str]) -> str:
    """Of somebody who may upload."""
    settings = Settings.read(environment)
    upgrade(settings.database_url)
    app = create_app(settings)
    with app.app_context(), transaction() as session:
        account = Account(email="bench@example.org", name="Bench", email_verified_at=now())
        session.add(account)
        session.flush()
        session.add(RoleGrant(account_id=account.id, role=Role.PERFORMER, granted_by=account.id))
        row = SignIn(account_id=account.id)
        session.add(row)
        session.flush()
        signer = SecureCookieSessionInterface().get_signing_serializer(app)
        assert signer is not None
        value = signer.dumps({"_user_id": str(row.id), "_fresh": True})
    return f"{app.config['SESSION_COOKIE_NAME']}={value}"


def peak_memory_mib(var: str) -> float:
    """What the processes of this server have held at most so far, all together."""
    peaks = [0.0]
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if f"FAIRTAKE_VAR={var}\0".encode() in (process / "environ").read_bytes():
                lines = (process / "status").read_text().splitlines()
                peaks += [int(line.split()[1]) / 1024 for line in lines if "VmHWM" in line]
        except OSError:
            continue
    return sum(peaks)


class Sender:
    """A client of tus in one connection per upload, as a browser is."""

    def __init__(self, port: int, cookie: str) -> None:
        self._port, self._headers = port, {**_TUS, "Cookie": cookie}

    def mib_a_second(self, size_mib: int) -> float:
        began = time.perf_counter()
        place = self._ask("POST", "/uploads", **{"Upload-Length": str(size_mib * MIB)})
        self._ask(
            "PATCH",
            place,
            pieces(size_mib),
            **{
                "Upload-Offset": "0",
                "Content-Type": "application/offset+octet-stream",
                "Content-Length": str(size_mib * MIB),
            },
        )
        took = time.perf_counter() - began
        self._ask("DELETE", place)
        return size_mib / took

    def _ask(
        self, method: str, path: str, body: Iterator[bytes] | None = None, **headers: str
    ) -> str:
        connection = http.client.HTTPConnection("127.0.0.1", self._port)
        connection.request(method, path, body, {**self._headers, **headers})
        answer = connection.getresponse()
        answer.read()
        connection.close()
        if answer.status not in (201, 204):
            raise RuntimeError(f"{method} {path} answered {answer.status}")
        return str(answer.headers.get("Location", ""))


def pieces(size_mib: int) -> Iterator[bytes]:
    for _ in range(size_mib):
        yield _PIECE


def disk_mib_a_second(folder: Path, size_mib: int) -> float:
    path = folder / "peer"
    began = time.perf_counter()
    digest = hashlib.sha256()
    with path.open("wb", buffering=0) as file:
        for piece in pieces(size_mib):
            file.write(piece)
            digest.update(piece)
        os.fsync(file.fileno())
    digest.hexdigest()
    took = time.perf_counter() - began
    path.unlink()
    return size_mib / took


BENCH = Bench("upload_vs_disk", Goal(at_least=0.5), measure)
