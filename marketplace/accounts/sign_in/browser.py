"""The browser's side of a sign-in: a new cookie that carries the row's id, and where to go."""

from uuid import UUID

from flask import redirect, request, url_for
from flask import session as cookie
from flask_login import current_user, login_user
from werkzeug.wrappers import Response

from foundation.database import db
from foundation.web import settings
from marketplace.accounts import signed_in
from marketplace.accounts.next_page import own_path
from marketplace.accounts.sign_in import known_browsers


def admit(account_id: UUID, sign_in_id: UUID, next_path: str | None) -> Response:
    """Whatever the cookie held before is gone; the browser is known from now on."""
    forget()
    login_user(signed_in.load(db.session(), str(sign_in_id)))
    answer = redirect(own_path(next_path, _home()))
    known_browsers.remember(answer, request, settings(), account_id)
    return answer


def signed_in_with() -> UUID | None:
    return current_user.sign_in_id if current_user.is_authenticated else None


def forget() -> None:
    cookie.clear()


def _home() -> str:
    return url_for("home.page")
