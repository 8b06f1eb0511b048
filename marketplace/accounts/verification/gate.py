"""Until their email address is confirmed, people see one page: the one that says so."""

from flask import Flask, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from foundation.errors import NotPermitted
from foundation.web import is_api

_OPEN = frozenset(
    (
        "invitations.accept_invitation",  # Its link reached that mailbox, too.
        "sign_in.leave",
        "verification.page",
        "verification.send_again",
    )
)


class AddressNotConfirmed(NotPermitted):
    message = "Confirm your email address first: open the link that we sent to it."


def init_app(app: Flask, public_endpoints: frozenset[str]) -> None:
    @app.before_request
    def ask_to_confirm() -> ResponseReturnValue | None:
        if request.endpoint is None or is_api() or not current_user.is_authenticated:
            return None  # Tokens are made on a page, so behind this gate.
        if current_user.email_verified or request.endpoint in public_endpoints | _OPEN:
            return None
        if request.method != "GET":
            raise AddressNotConfirmed
        return redirect(url_for("verification.page"))
