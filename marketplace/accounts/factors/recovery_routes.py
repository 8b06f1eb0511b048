"""New recovery codes, shown once."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from foundation import fresh
from foundation.database import db
from foundation.web import current_actor
from marketplace.accounts.factors import app_actions, queries
from marketplace.accounts.factors.app_routes import show_codes

blueprint = Blueprint("recovery_codes", __name__, url_prefix="/security/recovery-codes")


@blueprint.get("/")
def page() -> ResponseReturnValue:
    fresh.require(current_user)
    left = queries.unused_recovery_codes(db.session(), current_actor().id)
    return render_template("marketplace/accounts/factors/renew_codes.html", left=left)


@blueprint.post("/")
def renew() -> ResponseReturnValue:
    fresh.require(current_user)
    return show_codes(app_actions.renew_recovery_codes(actor=current_actor()))
