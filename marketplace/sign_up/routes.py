"""Pages on which one joins."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from marshmallow import ValidationError

from foundation.database import db
from foundation.errors import TooMany
from foundation.shell import reader
from marketplace.accounts import terms_of_use
from marketplace.accounts.passwords.errors import WeakPassword
from marketplace.accounts.passwords.rules import ADVICE
from marketplace.accounts.zones import CHOICES
from marketplace.sign_up import actions
from marketplace.sign_up.actions import Joining, Kind
from marketplace.sign_up.schemas import SignUpForm

blueprint = Blueprint("sign_up", __name__)


@blueprint.get("/sign-up")
def choose() -> ResponseReturnValue:
    if current_user.is_authenticated:
        return redirect(url_for("home.page"))
    return render_template("marketplace/sign_up/choose.html")


@blueprint.get("/sign-up/<any(performer, client):kind>")
def page(kind: str) -> ResponseReturnValue:
    if current_user.is_authenticated:
        return redirect(url_for("home.page"))
    return _form(Kind(kind), {})


@blueprint.post("/sign-up/<any(performer, client):kind>")
def sign_up(kind: str) -> ResponseReturnValue:
    try:
        form = SignUpForm().load({**request.form, "kind": kind})
        actions.sign_up(_joining(form))
    except ValidationError as invalid:
        return _form(Kind(kind), request.form, invalid.messages_dict), 422
    except WeakPassword as refusal:
        return _form(Kind(kind), request.form, {"password": str(refusal)}), 422
    except TooMany as refusal:
        db.session.rollback()
        return _form(Kind(kind), request.form, {"_form": str(refusal)}), 429
    return render_template("marketplace/sign_up/sent.html", email=form["email"])


@blueprint.get("/terms")
def terms() -> ResponseReturnValue:
    return render_template("marketplace/sign_up/terms.html", version=terms_of_use.VERSION)


def _joining(form: dict[str, Any]) -> Joining:
    return Joining(
        kind=form["kind"],
        name=form["name"].strip(),
        email=form["email"],
        password=form["password"],
        zone=form["zone"],
        locale=reader().locale,
        organisation=form["organisation"].strip(),
    )


def _form(kind: Kind, values: object, errors: object = None) -> str:
    return render_template(
        f"marketplace/sign_up/{kind}.html",
        values=values,
        errors=errors or {},
        zones=CHOICES,
        advice=ADVICE,
    )
