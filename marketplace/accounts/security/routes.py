"""The security page: where one is signed in, with what, and how to change that."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from marshmallow import ValidationError

from foundation import fresh
from foundation.database import db
from foundation.errors import TooMany
from foundation.web import current_actor
from marketplace.accounts.passwords.errors import WeakPassword
from marketplace.accounts.passwords.rules import ADVICE
from marketplace.accounts.security import actions, devices, queries
from marketplace.accounts.security.errors import NotTheOldPassword
from marketplace.accounts.security.schemas import PasswordForm

blueprint = Blueprint("security", __name__, url_prefix="/security")


@blueprint.get("")
def page() -> ResponseReturnValue:
    session, here = db.session(), current_user
    return render_template(
        "marketplace/accounts/security/page.html",
        sign_ins=queries.open_sign_ins(session, here.account_id),
        this_one=here.sign_in_id,
        this_device=devices.device(request.user_agent.string),
        factors=queries.factors_of(session, here.account_id),
        must_set_one_up=here.lacks_second_factor,
    )


@blueprint.post("/sign-ins/<uuid:sign_in_id>/end")
def end_sign_in(sign_in_id: UUID) -> ResponseReturnValue:
    actions.end_sign_in(sign_in_id, actor=current_actor())
    flash("That browser is signed out.")
    return redirect(url_for("security.page"), 303)


@blueprint.post("/sign-ins/end-others")
def end_others() -> ResponseReturnValue:
    also_tokens = request.form.get("also_tokens") == "yes"
    count = actions.end_other_sign_ins(
        sign_in_id=current_user.sign_in_id, also_tokens=also_tokens, actor=current_actor()
    )
    flash("You are signed out everywhere else." if count else "You were signed in only here.")
    if also_tokens:
        flash("Your API tokens are revoked.")
    return redirect(url_for("security.page"), 303)


@blueprint.get("/password")
def password() -> ResponseReturnValue:
    fresh.require(current_user)
    return _password_page({})


@blueprint.post("/password")
def change_password() -> ResponseReturnValue:
    fresh.require(current_user)
    try:
        form = PasswordForm().load(request.form)
        actions.change_password(**form, sign_in_id=current_user.sign_in_id, actor=current_actor())
    except ValidationError as invalid:
        return _password_page(invalid.messages_dict), 422
    except NotTheOldPassword as wrong:
        return _password_page({"old": str(wrong)}), 422
    except WeakPassword as weak:
        return _password_page({"new": str(weak)}), 422
    except TooMany as refusal:
        return _password_page({"_form": str(refusal)}), 429
    flash("Your password is changed, and you are signed out everywhere else.")
    return redirect(url_for("security.page"), 303)


def _password_page(errors: object) -> str:
    return render_template(
        "marketplace/accounts/security/password.html", errors=errors, advice=ADVICE
    )
