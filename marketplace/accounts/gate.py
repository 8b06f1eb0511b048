"""Before staff and client owners may act they show a second factor, and set one up first if
they have none. Until then only the pages that do this answer."""

from typing import cast
from urllib.parse import urlsplit

from flask import Flask, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from foundation import problems
from foundation.database import db
from foundation.errors import NotPermitted
from foundation.fresh import NotFresh
from foundation.web import is_api, wants_problem
from marketplace.accounts.factors import queries
from marketplace.accounts.roles import NEEDS_SECOND_FACTOR
from marketplace.accounts.signed_in import SignedIn

OPEN_MEANWHILE = frozenset(
    (
        "acting.choose",
        "apps.add",
        "apps.confirm",
        "apps.page",
        "confirm.page",
        "confirm.prove",
        "confirm.ask_passkey",
        "confirm.prove_with_passkey",
        "passkeys.add",
        "passkeys.ask",
        "security.page",
        "sign_in.leave",
        "verification.page",
        "verification.send_again",
    )
)


class SecondFactorMissing(NotPermitted):
    message = "Your role needs a second step at sign-in. Set one up on the security page first."


def init_app(app: Flask, public_endpoints: frozenset[str]) -> None:
    """Public pages stay open to them as they are to strangers."""
    open_meanwhile = public_endpoints | OPEN_MEANWHILE
    app.register_error_handler(NotFresh, _ask_who_is_there)

    @app.before_request
    def ask_for_second_factor() -> ResponseReturnValue | None:
        if request.endpoint is None or not current_user.is_authenticated:
            return None
        if request.endpoint in open_meanwhile or not _lacks_second_factor():
            return None
        if is_api() or request.method != "GET":
            raise SecondFactorMissing
        return redirect(_where_to_show_one())


def _lacks_second_factor() -> bool:
    """A token stands for a second factor that was shown when it was made: while there is one."""
    if isinstance(current_user._get_current_object(), SignedIn):
        return cast(SignedIn, current_user).lacks_second_factor
    needs = current_user.role in NEEDS_SECOND_FACTOR
    return needs and not queries.has_factor(db.session(), current_user.account_id)


def _where_to_show_one() -> str:
    """To set one up, or to show one that was set up in another browser."""
    if queries.has_factor(db.session(), current_user.account_id):
        return url_for("confirm.page", next=request.full_path.rstrip("?"))
    return url_for("security.page")


def _ask_who_is_there(error: NotFresh) -> ResponseReturnValue:
    db.session.rollback()
    where = url_for("confirm.page", next=_page_it_came_from())
    if wants_problem():
        return problems.problem(403, str(error), confirm=where)
    return redirect(where, 303)


def _page_it_came_from() -> str:
    """A form cannot be sent again from there: back to the page that it stands on."""
    if request.method == "GET":
        return request.full_path.rstrip("?")
    try:
        came_from = urlsplit(request.referrer or "")
    except ValueError:  # Anybody can send anything as an address.
        return url_for("security.page")
    return came_from.path if came_from.netloc == request.host else url_for("security.page")
