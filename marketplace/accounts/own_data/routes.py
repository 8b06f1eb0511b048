"""The page that says what is kept about oneself, and hands it out."""

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from foundation import fresh
from foundation.clock import now
from foundation.downloads import saved_as
from foundation.web import current_actor
from marketplace.accounts.own_data import actions

blueprint = Blueprint("own_data", __name__, url_prefix="/account/data")


@blueprint.get("")
def page() -> ResponseReturnValue:
    return render_template("marketplace/accounts/own_data/page.html")


@blueprint.post("")
def export_own_data() -> ResponseReturnValue:
    """A file, not a redirect: it is made for this one request and kept nowhere."""
    fresh.require(current_user)
    archive = actions.export_own_data(actor=current_actor())
    answer = Response(archive, content_type="application/zip")
    return saved_as(answer, f"fairtake-my-data-{now().date().isoformat()}.zip")
