"""The console's first page: what is late, what the checks say, and where everything else is."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from consent.console.checks import queries as checks
from foundation.actors import Power
from foundation.database import db
from foundation.web import current_actor

blueprint = Blueprint("compliance", __name__, url_prefix="/compliance")


@blueprint.get("")
def page() -> ResponseReturnValue:
    current_actor().require_power(Power.READ_RIGHTS)
    standings = checks.standings(db.session())
    return render_template("consent/console/page.html", standings=standings)
