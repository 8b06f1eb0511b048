"""The app behind a real port of this machine."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_ANSWER = "tests.answer"


class _Handler(WSGIRequestHandler):
    """Werkzeug leaves an answer open, and its file, whose reader went away too early."""

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
def listening(app: Flask) -> Iterator[str]:
    """Its address. Same process and same clock as the test, so both can be arranged."""
    server = make_server("127.0.0.1", 0, _remembered(app), threaded=True, request_handler=_Handler)
    # Closing waits for every answer: one still being made would open the next test's database
    # through this test's file, and the next test would find this one's people there.
    server.daemon_threads = False
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
