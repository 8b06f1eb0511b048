"""How gunicorn serves this application: `gunicorn -c python:foundation.launch.serving …`.

One process with threads: its metrics are whole, and SQLite and the pool of connections are
shared. More processes are started as more services, each with its own port to be measured.
"""

import gc
from typing import Any

from foundation.launch.starting import refuse_to_start

workers = 1
worker_class = "gthread"
threads = 8
"""More make CPython slower; foundation.database keeps a connection for each, and spare ones."""
keepalive = 5
timeout = 120
graceful_timeout = 8
"""Running requests get this long when the server is asked to end."""
preload_app = True
"""Loaded before it is served, so that a wrong setting ends the start with its sentence alone."""
control_socket_disable = True
"""Its default place is one per user: two servers would share it, and a home may be read-only."""
accesslog = None
"""The application writes a line for each request itself, without addresses or raw paths."""
logger_class = "foundation.logs.gunicorn.GunicornLogger"


def on_starting(server: Any) -> None:
    """The application is loaded by now, and nothing is served yet."""
    with server.app.wsgi().app_context():
        refuse_to_start()
    # What is loaded by now stays for good: never looked through again for what could be freed.
    gc.collect()
    gc.freeze()
