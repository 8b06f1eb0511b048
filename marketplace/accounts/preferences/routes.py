"""The page of one's name, zone and language."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from marshmallow import ValidationError

from foundation.web import current_actor
from marketplace.accounts import zones
from marketplace.accounts.preferences import actions, languages
from marketplace.accounts.preferences.schemas import PreferencesForm

blueprint = Blueprint("preferences", __name__, url_prefix="/preferences")


@blueprint.get("")
def page() -> ResponseReturnValue:
    here = current_user
    return _page({"name": here.name, "zone": here.zone, "locale": here.locale}, {})


@blueprint.post("")
def change() -> ResponseReturnValue:
    try:
        form = PreferencesForm().load(request.form)
    except ValidationError as invalid:
        return _page(request.form, invalid.messages_dict), 422
    actions.change_preferences(**form, actor=current_actor())
    flash("Saved.")
    return redirect(url_for("preferences.page"), 303)


def _page(values: object, errors: object) -> str:
    return render_template(
        "marketplace/accounts/preferences/page.html",
        values=values,
        errors=errors,
        zones=zones.CHOICES,
        languages=languages.CHOICES,
    )
