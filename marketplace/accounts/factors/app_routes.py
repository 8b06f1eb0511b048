"""Pages that set up an authenticator app and its recovery codes."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from marshmallow import ValidationError

from foundation import fresh
from foundation.database import db
from foundation.web import current_actor
from marketplace.accounts.factors import app_actions, queries
from marketplace.accounts.factors.errors import WrongCode
from marketplace.accounts.factors.schemas import CodeForm, NameForm

blueprint = Blueprint("apps", __name__, url_prefix="/security/apps")
_FOLDER = "marketplace/accounts/factors"


@blueprint.post("/")
def add() -> ResponseReturnValue:
    fresh.require(current_user)
    try:
        form = NameForm().load(request.form)
    except ValidationError:
        form = {"name": "Phone"}
    app_id = app_actions.add_app(**form, actor=current_actor())
    return redirect(url_for("apps.page", app_id=app_id), 303)


@blueprint.get("/<uuid:app_id>")
def page(app_id: UUID) -> ResponseReturnValue:
    fresh.require(current_user)
    return _page(app_id, {})


@blueprint.post("/<uuid:app_id>")
def confirm(app_id: UUID) -> ResponseReturnValue:
    fresh.require(current_user)
    try:
        form = CodeForm().load(request.form)
        codes = app_actions.confirm_app(
            app_id, **form, sign_in_id=current_user.sign_in_id, actor=current_actor()
        )
    except ValidationError as invalid:
        return _page(app_id, invalid.messages_dict), 422
    except WrongCode as wrong:
        return _page(app_id, {"code": str(wrong)}), 422
    flash("Your app is set up. From now on you are asked for its code when you sign in.")
    return show_codes(codes) if codes else redirect(url_for("security.page"), 303)


@blueprint.get("/<uuid:app_id>/remove")
def ask_to_remove(app_id: UUID) -> ResponseReturnValue:
    fresh.require(current_user)
    app = queries.own_app(db.session(), app_id, current_actor())
    return render_template(
        f"{_FOLDER}/remove.html", name=app.name, action=url_for("apps.remove", app_id=app_id)
    )


@blueprint.post("/<uuid:app_id>/remove")
def remove(app_id: UUID) -> ResponseReturnValue:
    fresh.require(current_user)
    app_actions.remove_app(app_id, actor=current_actor())
    flash("The app was removed. Its codes no longer count.")
    return redirect(url_for("security.page"), 303)


def _page(app_id: UUID, errors: dict[str, str]) -> str:
    shown = queries.unfinished_app(db.session(), app_id, current_actor(), current_user.email)
    return render_template(f"{_FOLDER}/app.html", app=shown, errors=errors)


def show_codes(codes: list[str]) -> str:
    """In the answer itself, not after a redirect: they are kept nowhere."""
    return render_template(f"{_FOLDER}/recovery_codes.html", codes=codes)
