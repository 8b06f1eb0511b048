"""A small real server that speaks as Fairtake does to the client, and fails on order."""

import hashlib
import io
import json
import re
import tarfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

TOKEN = "a-token-of-the-test"
FIRST, DELTA = (f"00000000-0000-4000-8000-00000000000{n}" for n in (1, 2))
ANNA, BEN, MIX = (f"10000000-0000-4000-8000-00000000000{n}" for n in (1, 2, 3))
RECALL = "20000000-0000-4000-8000-000000000001"


def hash_of(data: bytes) -> str:
    return "sha256:" + hashlib.sha256(data).hexdigest()


def tar_of(members: Mapping[str, bytes]) -> bytes:
    """As Fairtake's own shards are written."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=tarfile.USTAR_FORMAT) as shard:
        for name, body in sorted(members.items()):
            about = tarfile.TarInfo(name)
            about.size, about.mode = len(body), 0o644
            shard.addfile(about, io.BytesIO(body))
    return made.getvalue()


def entry(path: str, body: bytes, kind: str, *recordings: str, **more: Any) -> dict[str, Any]:
    return {
        "path": path,
        "sha256": hash_of(body),
        "bytes": len(body),
        "media_type": "application/octet-stream",
        "kind": kind,
        "recordings": list(recordings),
        "original": None,
        "credential": None,
        **more,
    }


def member(name: str, body: bytes, *recordings: str) -> dict[str, Any]:
    of = entry("", body, "", *recordings)
    return {"name": name, **{key: of[key] for key in ("sha256", "bytes", "recordings", "original")}}


def manifest_of(
    delivery: str, entries: Sequence[Mapping[str, Any]], follows: bytes | None = None
) -> bytes:
    said = {
        "format": "fairtake-delivery-1",
        "delivery": delivery,
        "reference": "D-2026-00001",
        "dataset": {"name": "Anger", "version": 1, "choice": hash_of(b"choice")},
        "stated": {"uses": ["evaluation"], "end_product": "support", "regions": ["EU"]},
        "follows": follows and {"delivery": FIRST, "manifest": hash_of(follows)},
        "files": list(entries),
    }
    return json.dumps(said, sort_keys=True, separators=(",", ":")).encode()


class Served:
    """What there is, and what goes wrong next. Changed by a test while it serves."""

    def __init__(self) -> None:
        self.deliveries: dict[str, tuple[bytes, dict[str, bytes]]] = {}
        self.recalls: list[dict[str, Any]] = []
        self.shut: dict[str, str] = {}
        self.answers: list[tuple[str, str, dict[str, Any]]] = []
        self.asked: list[str] = []
        self.cut_after: int | None = None
        self.cuts_left = 0
        self.busy = 0
        self.links_end = 0
        self.has_ranges = True
        self.elsewhere = ""
        self.begun_at: list[tuple[str, int]] = []
        """Each file that was sent, and from which byte on."""

    def put(self, delivery: str, manifest: bytes, files: Mapping[str, bytes]) -> None:
        self.deliveries[delivery] = manifest, dict(files)

    def fetched(self) -> list[str]:
        return [each for each in self.asked if each.startswith("GET /files/")]

    def answer(self, path: str) -> tuple[int, Any]:
        parts = urlsplit(path)
        found = re.fullmatch(r"/api/v1/deliveries/([^/]+)(/.*)?", parts.path)
        if parts.path == "/api/v1/recalls":
            unanswered = "unanswered" in parse_qs(parts.query)
            return 200, [r for r in self.recalls if not (unanswered and r["attested_at"])]
        if found is None or found[1] not in self.deliveries:
            return 404, "There is no such delivery."
        manifest, files = self.deliveries[found[1]]
        if found[2] == "/standing":
            return 200, {"id": found[1], "state": "delivered", "manifest": hash_of(manifest)}
        if found[2] == "/manifest":
            return 200, manifest
        if found[2] == "/files":
            return 200, [self._listed(name) for name in files]
        return self._link(found[1], found[2].split("/")[2])

    def _link(self, delivery: str, file_id: str) -> tuple[int, Any]:
        name = bytes.fromhex(file_id).decode()
        if name in self.shut:
            return 409, self.shut[name]
        return 200, {"url": f"/files/{delivery}/{file_id}", "expires_at": "2026-11-22T00:00:00Z"}

    def _listed(self, name: str) -> dict[str, Any]:
        why = self.shut.get(name)
        return {
            "id": name.encode().hex(),
            "path": name,
            "available": why is None,
            "why_not": why,
        }


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    served: Served

    def log_message(self, *_given: Any) -> None:
        pass

    def do_GET(self) -> None:
        self.served.asked.append(f"GET {self.path}")
        if self.path.startswith("/files/"):
            self._file()
        elif self.headers.get("Authorization") != f"Bearer {TOKEN}":
            self._say(401, {"detail": "No."})
        elif self.served.busy:
            self.served.busy -= 1
            self._say(429, {"detail": "Slower."}, {"Retry-After": "0"})
        elif self.served.elsewhere:
            self._say(302, {}, {"Location": self.served.elsewhere})
        else:
            self._api()

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        key = self.headers["Idempotency-Key"]
        self.served.answers.append((self.path, key, body))
        self._say(201, {})

    def _api(self) -> None:
        status, found = self.served.answer(self.path)
        if isinstance(found, bytes):
            self._send(status, found, {})
        elif isinstance(found, list):
            # Two at a time, so that more than one page is read.
            after = int(parse_qs(urlsplit(self.path).query).get("after", ["0"])[0])
            more = after + 2 < len(found)
            self._say(
                200, {"items": found[after : after + 2], "next": str(after + 2) if more else None}
            )
        else:
            self._say(status, {"detail": found} if status >= 400 else found)

    def _file(self) -> None:
        assert "Authorization" not in self.headers, "the token went to where files are kept"
        if self.served.links_end:
            self.served.links_end -= 1
            self._say(404, {"detail": "This link was only good for a minute."})
            return
        _, _, delivery, name = self.path.split("/")
        body = self.served.deliveries[delivery][1][bytes.fromhex(name).decode()]
        asked = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        start = int(asked[1]) if asked and self.served.has_ranges else 0
        self.served.begun_at.append((bytes.fromhex(name).decode(), start))
        more = {"Content-Range": f"bytes {start}-{len(body) - 1}/{len(body)}"} if start else {}
        self._send(206 if start else 200, body[start:], more)

    def _say(self, status: int, said: Any, more: Mapping[str, str] | None = None) -> None:
        self._send(status, json.dumps(said).encode(), more or {})

    def _send(self, status: int, body: bytes, more: Mapping[str, str]) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        for name, value in more.items():
            self.send_header(name, value)
        self.end_headers()
        served = self.served
        if served.cut_after is not None and served.cuts_left and len(body) > served.cut_after:
            served.cuts_left -= 1
            self.wfile.write(body[: served.cut_after])
            self.close_connection = True
            return
        self.wfile.write(body)


@contextmanager
def serving(served: Served) -> Iterator[str]:
    handler = type("Handler", (Handler,), {"served": served})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
