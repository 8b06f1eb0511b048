"""Pages of the way back in for those who lost their password."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from foundation.database import db
from foundation.errors import TooMany
from foundation.web import settings
from marketplace.accounts.links import steps as links
from marketplace.accounts.passwords.errors import WeakPassword
from marketplace.accounts.reset import actions
from marketplace.accounts.reset.schemas import NewPasswordForm
from marketplace.accounts.schemas import AddressForm
from marketplace.accounts.sign_in import browser, known_browsers

blueprint = Blueprint("reset", __name__)


@blueprint.get("/reset")
def page() -> ResponseReturnValue:
    return _ask({})


@blueprint.post("/reset")
def ask() -> ResponseReturnValue:
    try:
        form = AddressForm().load(request.form)
        actions.ask_for_reset(email=form["email"])
    except ValidationError as invalid:
        return _ask(request.form, invalid.messages_dict), 422
    except TooMany as refusal:
        return _ask(request.form, {"_form": str(refusal)}), 429
    return render_template("marketplace/accounts/reset/sent.html", email=form["email"])


@blueprint.get("/reset/<token>")
def open_link(token: str) -> ResponseReturnValue:
    links.look(db.session(), actions.PURPOSE, token)
    return _choose(token)


@blueprint.post("/reset/<token>")
def choose(token: str) -> ResponseReturnValue:
    links.look(db.session(), actions.PURPOSE, token)
    try:
        form = NewPasswordForm().load(request.form)
        account_id = actions.reset_password(token=token, password=form["password"])
    except ValidationError as invalid:
        return _choose(token, invalid.messages_dict), 422
    except WeakPassword as refusal:
        return _choose(token, {"password": str(refusal)}), 422
    browser.forget()
    flash(
        "Your new password is set, every other browser is signed out, and your API tokens are "
        "revoked. Sign in with it."
    )
    answer = redirect(url_for("sign_in.page"))
    # Who reads the mailbox is no stranger: attempts from here have their own allowance.
    known_browsers.remember(answer, request, settings(), account_id)
    return answer


def _ask(values: object, errors: object = None) -> str:
    return render_template(
        "marketplace/accounts/reset/page.html", values=values, errors=errors or {}
    )


def _choose(token: str, errors: object = None) -> str:
    return render_template(
        "marketplace/accounts/reset/choose.html", token=token, errors=errors or {}
    )
