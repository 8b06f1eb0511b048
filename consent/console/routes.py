"""The console's first page: what is late, what the checks say, and where everything else is."""

from datetime import timedelta

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from consent.console.checks import queries as checks
from consent.console.deadlines.due import LABELS
from consent.console.deadlines.queries import deadlines
from consent.console.deadlines.shown import in_names
from foundation.actors import Power
from foundation.clock import now
from foundation.database import db
from foundation.web import current_actor

SHOWN = 10
PARTS = (
    ("Search", "rights_search.page"),
    ("Deadlines", "deadlines.page"),
    ("Standing checks", "checks.page"),
    ("Evidence", "bundles.page"),
    ("Audit samples", "samples.page"),
    ("Reports", "reports.page"),
    ("Recalls", "recalls.mine"),
    ("Pause and end consent", "oversight.page"),
    ("Replicas to approve", "replicas.page"),
    ("Agreements", "agreements.page"),
    ("Licences", "licences.page"),
    ("Breaches", "breaches.page"),
    ("Documents", "filings.page"),
    ("Rules of places", "jurisdictions.page"),
    ("Outside auditors", "auditors.page"),
    ("Rights ledger", "ledger.keeping"),
)
"""Where everything else is that compliance keeps, each once."""
blueprint = Blueprint("compliance", __name__, url_prefix="/compliance")


@blueprint.get("")
def page() -> ResponseReturnValue:
    current_actor().require_power(Power.READ_RIGHTS)
    session = db.session()
    due = deadlines(session, within=timedelta(days=7))
    first = due[:SHOWN]
    return render_template(
        "consent/console/page.html",
        standings=checks.standings(session),
        rows=in_names(first),
        more=len(due) - len(first),
        parts=PARTS,
        labels=LABELS,
        now=now(),
    )
