"""The app behind a real port of this machine."""

import socket
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_ANSWER = "tests.answer"


class _Handler(WSGIRequestHandler):
    """Werkzeug leaves an answer open, and its file, whose reader went away too early."""

    unasked: set[socket.socket]
    """Opened by a browser that may want something soon, and asked for nothing so far."""

    def setup(self) -> None:
        super().setup()
        self.unasked.add(self.connection)

    def run_wsgi(self) -> None:
        self.unasked.discard(self.connection)
        super().run_wsgi()

    def finish(self) -> None:
        self.unasked.discard(self.connection)
        super().finish()

    def connection_dropped(
        self, error: BaseException, environ: "WSGIEnvironment | None" = None
    ) -> None:
        answer = (environ or {}).get(_ANSWER)
        if hasattr(answer, "close"):
            answer.close()


def _remembered(app: "WSGIApplication") -> "WSGIApplication":
    def answer(environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        environ[_ANSWER] = made = app(environ, start)
        return made

    return answer


@contextmanager
def listening(app: Flask, port: int = 0) -> Iterator[str]:
    """Its address, at any port or at this one. Same process and same clock as the test, so both can
    be arranged."""
    unasked: set[socket.socket] = set()
    handler = type("_OfThis", (_Handler,), {"unasked": unasked})
    answers = _remembered(app)
    server = make_server("127.0.0.1", port, answers, threaded=True, request_handler=handler)
    # Closing waits for every answer: one still being made would open the next test's database
    # through this test's file, and the next test would find this one's people there.
    server.daemon_threads = False
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        while thread.is_alive():  # It waits for each of these; what has come is still read.
            for each in list(unasked):
                with suppress(OSError):
                    each.shutdown(socket.SHUT_RD)
            thread.join(0.02)
        server.server_close()
