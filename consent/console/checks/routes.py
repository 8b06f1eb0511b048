"""Pages of the standing checks."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from consent.console.checks import actions, queries
from consent.console.checks.errors import HasItsCase
from consent.console.checks.running import KEPT_AT_MOST, named
from foundation.actors import Power
from foundation.database import db
from foundation.web import current_actor

blueprint = Blueprint("checks", __name__, url_prefix="/compliance/checks")


@blueprint.get("")
def page() -> ResponseReturnValue:
    current_actor().require_power(Power.READ_RIGHTS)
    standings = queries.standings(db.session())
    return render_template("consent/console/checks/page.html", standings=standings)


@blueprint.get("/<name>")
def show(name: str) -> ResponseReturnValue:
    current_actor().require_power(Power.READ_RIGHTS)
    session = db.session()
    return render_template(
        "consent/console/checks/show.html",
        check=named(name),
        findings=queries.findings(session, name, gone=False),
        gone=queries.findings(session, name, gone=True),
        runs=queries.runs(session, name),
        waits=queries.is_wanted(session, name),
        most=KEPT_AT_MOST,
    )


@blueprint.post("/<name>/ask")
def ask_now(name: str) -> ResponseReturnValue:
    actions.ask_now(name, actor=current_actor())
    flash(
        "It is being asked. Its answer stands here in a few seconds, or in a minute or two where"
        " there are very many records."
    )
    return redirect(url_for("checks.show", name=name))


@blueprint.post("/findings/<uuid:finding_id>/case")
def open_case(finding_id: UUID) -> ResponseReturnValue:
    try:
        case_id = actions.open_case_about(finding_id, actor=current_actor())
    except HasItsCase as refused:
        flash(str(refused))
        return redirect(url_for("checks.page"))
    flash("The case is open, and it is yours. Notes, evidence and outcome go there.")
    return redirect(url_for("cases.page", case_id=case_id))
