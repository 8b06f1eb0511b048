"""Putting passkeys on one's account: two answers for the script, and pages to name and remove."""

from uuid import UUID

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from marshmallow import ValidationError

from foundation import fresh
from foundation.database import db
from foundation.web import current_actor
from marketplace.accounts.factors import asked, ceremonies, passkey_actions, queries
from marketplace.accounts.factors.errors import WrongPasskey
from marketplace.accounts.factors.party import elsewhere, relying_party
from marketplace.accounts.factors.schemas import NameForm, NewPasskeyForm

blueprint = Blueprint("passkeys", __name__, url_prefix="/security/passkeys")
blueprint.add_app_template_global(elsewhere, "passkeys_elsewhere")
_FOLDER = "marketplace/accounts/factors"


@blueprint.post("/question")
def ask() -> ResponseReturnValue:
    """What the browser is to make: a passkey for this person, other than those here already."""
    fresh.require(current_user)
    party, owner = relying_party(), current_actor().id
    known = list(queries.passkey_ids(db.session(), owner))
    challenge = asked.ask(owner)
    return jsonify(ceremonies.creation_options(party, challenge, owner, current_user.email, known))


@blueprint.post("/")
def add() -> ResponseReturnValue:
    fresh.require(current_user)
    try:
        form = NewPasskeyForm().load(request.get_json())
    except ValidationError:
        raise WrongPasskey from None
    passkey_actions.add_passkey(
        form["answer"],
        asked.answered(current_actor().id),
        name=form["name"],
        party=relying_party(),
        sign_in_id=current_user.sign_in_id,
        actor=current_actor(),
    )
    flash("Your passkey is set up. You can sign in with it alone.")
    return jsonify(next=url_for("security.page"))


@blueprint.get("/<uuid:passkey_id>")
def page(passkey_id: UUID) -> ResponseReturnValue:
    passkey = queries.own_passkey(db.session(), passkey_id, current_actor())
    return render_template(
        f"{_FOLDER}/passkey.html", passkey=passkey, values={"name": passkey.name}, errors={}
    )


@blueprint.post("/<uuid:passkey_id>")
def rename(passkey_id: UUID) -> ResponseReturnValue:
    try:
        form = NameForm().load(request.form)
    except ValidationError as invalid:
        passkey = queries.own_passkey(db.session(), passkey_id, current_actor())
        return render_template(
            f"{_FOLDER}/passkey.html",
            passkey=passkey,
            values=request.form,
            errors=invalid.messages_dict,
        ), 422
    passkey_actions.rename_passkey(passkey_id, **form, actor=current_actor())
    flash("Saved.")
    return redirect(url_for("security.page"), 303)


@blueprint.get("/<uuid:passkey_id>/remove")
def ask_to_remove(passkey_id: UUID) -> ResponseReturnValue:
    fresh.require(current_user)
    passkey = queries.own_passkey(db.session(), passkey_id, current_actor())
    return render_template(
        f"{_FOLDER}/remove.html",
        name=passkey.name,
        action=url_for("passkeys.remove", passkey_id=passkey_id),
    )


@blueprint.post("/<uuid:passkey_id>/remove")
def remove(passkey_id: UUID) -> ResponseReturnValue:
    fresh.require(current_user)
    passkey_actions.remove_passkey(passkey_id, actor=current_actor())
    flash("The passkey was removed. You may delete it from your device too.")
    return redirect(url_for("security.page"), 303)
