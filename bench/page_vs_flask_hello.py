"""The signed-in list of 50 of 100,000 gigs, whole, over a bare Flask route: requests a second."""

import tempfile
import urllib.request
from pathlib import Path

from flask import Flask, url_for
from flask.sessions import SecureCookieSessionInterface

from bench.gig_rows import Dictionary, gigs, keep
from bench.rows import Bench, Goal, Row, interleaved
from bench.serving import client_version, requests_a_second, served
from foundation.clock import now
from foundation.database import transaction
from foundation.migrating import upgrade
from foundation.settings import Settings
from marketplace.accounts.models import Account, RoleGrant, SignIn
from marketplace.accounts.roles import Role
from wsgi import create_app

ENDPOINT = "gigs.page"
ROWS = 50
GIGS = 100_000
_MARK = 'class="pays"'
"""Once on each card."""


def measure() -> Row:
    with tempfile.TemporaryDirectory() as var:
        environment = {"FAIRTAKE_VAR": var, "DATABASE_URL": f"sqlite:///{Path(var) / 'b.sqlite'}"}
        path, cookie = _prepared(environment)
        with (
            served("wsgi:create_app()", environment) as ours,
            served("bench.hello:create_app()", {}) as peer,
        ):
            _refuse_another_page(ours, path, cookie)
            return interleaved(
                BENCH.name,
                lambda: requests_a_second(ours, path, cookie),
                lambda: requests_a_second(peer, "/"),
                packages=("flask", "gunicorn", "jinja2", "sqlalchemy"),
                client=client_version(),
            )


def _prepared(environment: dict[str, str]) -> tuple[str, str]:
    """A performer, and gigs by the thousand; the list's path and their cookie."""
    settings = Settings.read(environment)
    upgrade(settings.database_url)
    app = create_app(settings)
    with app.test_request_context():
        keep(list(gigs(GIGS, Dictionary())))
        return url_for(ENDPOINT), f"{app.config['SESSION_COOKIE_NAME']}={_signed_in(app)}"


def _signed_in(app: Flask) -> str:
    with transaction() as session:
        account = Account(email="bench@example.org", name="Bench", email_verified_at=now())
        session.add(account)
        session.flush()
        session.add(RoleGrant(account_id=account.id, role=Role.PERFORMER, granted_by=account.id))
        here = SignIn(account_id=account.id)
        session.add(here)
        session.flush()
        cookie = {"_user_id": str(here.id), "_fresh": True}
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert signer is not None
    return signer.dumps(cookie)


def _refuse_another_page(port: int, path: str, cookie: str) -> None:
    """A redirect or an empty list would be quick, and worth nothing."""
    asked = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Cookie": cookie})
    with urllib.request.urlopen(asked) as answer:
        shown = answer.read().decode().count(_MARK)
    if answer.url != asked.full_url or shown != ROWS:
        raise RuntimeError(f"{path} shows {shown} of {ROWS} rows")


BENCH = Bench("page_vs_flask_hello", Goal(at_least=0.06), measure)
