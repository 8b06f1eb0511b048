"""A witness that answers on loopback, in this process."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from consent.ledger.witness.home import Home, open_home
from consent.ledger.witness.server import Server
from consent.ledger.witness.witnessing import Witness
from tests.consent.ledger.grown_log import KEY


class Served:
    def __init__(self, home: Home, server: Server) -> None:
        self.home, self.port = home, server.server_port
        self.url = f"http://127.0.0.1:{self.port}/"
        self.vkey = str(home.key.verifier)

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str):
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            return response.status, response.read(), response.headers
        finally:
            connection.close()

    def add(self, body: bytes) -> int:
        return self.ask("POST", "/add-checkpoint", body)[0]


@contextmanager
def served(folder: Path, name: str = "union.example.org", kind=Server) -> Iterator[Served]:
    home = open_home(folder, name)
    home.store.trust(KEY.verifier)
    with kind("127.0.0.1", 0, Witness(home)) as server:
        running = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        running.start()
        try:
            yield Served(home, server)
        finally:
            server.shutdown()
            running.join()
