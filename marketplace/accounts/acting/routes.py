"""The switch in the account menu."""

from uuid import UUID

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from foundation.web import current_actor
from marketplace.accounts.acting import actions
from marketplace.accounts.roles import LABELS

blueprint = Blueprint("acting", __name__)


@blueprint.post("/act-as/<uuid:grant_id>")
def choose(grant_id: UUID) -> ResponseReturnValue:
    """Leads to the start: the page one was on may not exist for the other role."""
    role = actions.act_as(grant_id, sign_in_id=current_user.sign_in_id, actor=current_actor())
    flash(f"You now act as: {LABELS[role]}.")
    return redirect(url_for("home.page"), 303)
