"""The page on which an administrator takes somebody's second step away."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from marshmallow import ValidationError

from foundation import fresh
from foundation.actors import Power
from foundation.database import db
from foundation.web import current_actor
from marketplace.accounts.factor_reset import actions
from marketplace.accounts.factor_reset.schemas import ResetForm
from marketplace.accounts.people import queries as people

blueprint = Blueprint("factor_reset", __name__, url_prefix="/people/<uuid:account_id>/factors")


@blueprint.get("")
def page(account_id: UUID) -> ResponseReturnValue:
    return _page(account_id, {}, {})


@blueprint.post("")
def reset(account_id: UUID) -> ResponseReturnValue:
    # First, so that the others are not asked who they are for something they may not do.
    current_actor().require_power(Power.MANAGE_PEOPLE)
    fresh.require(current_user)
    try:
        form = ResetForm().load(request.form)
    except ValidationError as invalid:
        return _page(account_id, request.form, invalid.messages_dict), 422
    actions.reset_factors(account_id, **form, actor=current_actor())
    flash("The second step is reset, and the person is signed out everywhere and told.")
    return redirect(url_for("people.page", account_id=account_id), 303)


def _page(account_id: UUID, values: object, errors: object) -> str:
    return render_template(
        "marketplace/accounts/factor_reset/page.html",
        person=people.person(db.session(), account_id, actor=current_actor()),
        values=values,
        errors=errors,
    )
