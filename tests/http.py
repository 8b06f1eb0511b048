"""The test client, made to forget between requests what a server forgets."""

from contextvars import Context
from typing import Any

from flask import has_app_context
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from foundation.database import db


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
