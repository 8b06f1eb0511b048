"""Who is deactivated still reads why, appeals, exports their data and keeps their rights."""

from flask import Flask, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from foundation.web import is_api
from marketplace.accounts.deactivation.errors import AccountDeactivated

OPEN_PARTS = frozenset(
    (
        "cases",
        "closing",
        "confirm",
        "deactivated",
        "earnings",
        "own_data",
        "payouts",
        "rights",
        "threads",
    )
)
"""All of these: what is theirs does not end with their work here."""
OPEN_ENDPOINTS = frozenset(
    (
        "acting.choose",
        "api_deactivations.OwnAppeal",
        "api_deactivations.OwnDeactivation",
        "notices.page",
        "notices.read",
        "notices.read_all",
        "security.page",
        "sign_in.leave",
        "signing.document",
        "signing.receipt",
        "signing.signed",
    )
)


def init_app(app: Flask, public_endpoints: frozenset[str]) -> None:
    """Public pages stay open to them as they are to strangers."""

    @app.before_request
    def refuse_deactivated() -> ResponseReturnValue | None:
        if request.endpoint is None or not current_user.is_authenticated:
            return None
        if not current_user.is_deactivated or request.endpoint in public_endpoints | OPEN_ENDPOINTS:
            return None
        if request.blueprint in OPEN_PARTS and not is_api():
            return None
        if request.endpoint == "home.page":
            return redirect(url_for("deactivated.page"))
        raise AccountDeactivated
