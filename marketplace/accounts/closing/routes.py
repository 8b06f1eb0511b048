"""The page that says what closing an account does, and asks for it in words."""

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, logout_user

from foundation import fresh, hooks
from foundation.database import db
from foundation.web import current_actor
from marketplace.accounts.closing import actions
from marketplace.accounts.closing.actions import WORDS
from marketplace.accounts.closing.errors import ClosingBlocked, WordsMissing

blueprint = Blueprint("closing", __name__, url_prefix="/account/close")


@blueprint.get("")
def page() -> ResponseReturnValue:
    return _page()


@blueprint.post("")
def close_account() -> ResponseReturnValue:
    fresh.require(current_user)
    try:
        actions.close_account(request.form.get("words", ""), actor=current_actor())
    except WordsMissing as missing:
        return _page({"words": str(missing)}), 422
    except ClosingBlocked as blocked:
        return _page({"_form": str(blocked)}), 422
    logout_user()
    session.clear()
    flash("Your account is closed. Nothing of yours is left to sign in to.")
    return redirect(url_for("front.page"))


def _page(errors: dict[str, str] | None = None) -> str:
    return render_template(
        "marketplace/accounts/closing/page.html",
        reasons=hooks.reasons_against_closing(db.session(), current_actor().id),
        words=WORDS,
        typed=request.form,
        errors=errors or {},
    )
