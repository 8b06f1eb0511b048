"""The app behind a real port of this machine."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from werkzeug.serving import make_server


@contextmanager
def listening(app: Flask) -> Iterator[str]:
    """Its address. Same process and same clock as the test, so both can be arranged."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
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
