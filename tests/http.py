"""The test client, made to forget between requests what a server forgets."""

import os
import tempfile
from contextvars import Context
from pathlib import Path
from typing import Any

from flask import Flask, has_app_context
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache
from werkzeug.test import TestResponse

from foundation.database import db


def in_tests(app: Flask) -> Flask:
    """One of several in this process. They share what templates are compiled to, also with those of
    another worker or run, as long as the template is the same: each would compile for seconds."""
    compiled = Path(tempfile.gettempdir()) / f"fairtake-tests-templates-{os.getuid()}"
    compiled.mkdir(mode=0o700, exist_ok=True)
    app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(compiled))
    app.testing = True
    app.test_client_class = Browser
    return app


class Browser(FlaskClient):
    """One browser. Two in one test are two people.

    Flask reuses the context a test holds, and with it who was signed in at the first
    request; so each request gets an empty one, as it does in a server.
    """

    def open(self, *arguments: Any, **named: Any) -> TestResponse:
        try:
            return Context().run(super().open, *arguments, **named)
        finally:
            if has_app_context():
                db.session.rollback()  # What the test reads next is what the request left.
