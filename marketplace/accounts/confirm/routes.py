"""The page that asks once more who is there, and leads back to what was wanted."""

from collections.abc import Mapping

from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from marshmallow import ValidationError

from foundation.database import db
from foundation.errors import TooMany
from foundation.web import current_actor
from marketplace.accounts.confirm import actions
from marketplace.accounts.confirm.actions import NotYourPassword
from marketplace.accounts.confirm.schemas import ConfirmForm, PasskeyConfirmForm
from marketplace.accounts.factors import asked, ceremonies, queries
from marketplace.accounts.factors.errors import WrongCode, WrongPasskey
from marketplace.accounts.factors.party import relying_party
from marketplace.accounts.next_page import own_path

blueprint = Blueprint("confirm", __name__, url_prefix="/confirm")


@blueprint.get("")
def page() -> ResponseReturnValue:
    return _page(request.args, {})


@blueprint.post("")
def prove() -> ResponseReturnValue:
    try:
        form = ConfirmForm().load(request.form)
        actions.confirm_with_password(
            form["password"],
            form["code"],
            sign_in_id=current_user.sign_in_id,
            actor=current_actor(),
        )
    except ValidationError as invalid:
        return _page(request.form, invalid.messages_dict), 422
    except NotYourPassword as wrong:
        return _page(request.form, {"password": str(wrong)}), 422
    except WrongCode as wrong:
        return _page(request.form, {"code": str(wrong)}), 422
    except TooMany as refusal:
        return _page(request.form, {"_form": str(refusal)}), 429
    return redirect(_onwards(form["next"]), 303)


@blueprint.post("/passkey/question")
def ask_passkey() -> ResponseReturnValue:
    party, owner = relying_party(), current_actor().id
    known = list(queries.passkey_ids(db.session(), owner))
    return jsonify(ceremonies.request_options(party, asked.ask(owner), known))


@blueprint.post("/passkey")
def prove_with_passkey() -> ResponseReturnValue:
    try:
        form = PasskeyConfirmForm().load(request.get_json())
    except ValidationError:
        raise WrongPasskey from None
    actions.confirm_with_passkey(
        form["answer"],
        asked.answered(current_actor().id),
        relying_party(),
        sign_in_id=current_user.sign_in_id,
        actor=current_actor(),
    )
    return jsonify(next=_onwards(form["next"]))


def _onwards(wanted: str) -> str:
    return own_path(wanted, url_for("security.page"))


def _page(values: Mapping[str, str], errors: object) -> str:
    db.session.rollback()
    return render_template(
        "marketplace/accounts/confirm/page.html",
        ways=queries.ways_of(db.session(), current_actor().id),
        next_path=own_path(values.get("next"), ""),
        errors=errors,
    )
