"""Pages of the reports, and their files."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from consent.console.reports import actions
from consent.console.reports.processing import processing
from consent.console.reports.report import Report
from consent.console.reports.retention import retention
from foundation.actors import Power
from foundation.database import db
from foundation.downloads import saved_as
from foundation.errors import NotFound
from foundation.web import current_actor

blueprint = Blueprint("reports", __name__, url_prefix="/compliance/reports")
REPORTS: dict[str, Callable[[Session], Report]] = {
    "processing": processing,
    "retention": retention,
}
_MEDIA = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


class ReportNotFound(NotFound):
    message = "There is no such report."


@blueprint.get("")
def page() -> ResponseReturnValue:
    current_actor().require_power(Power.READ_RIGHTS)
    return render_template("consent/console/reports/page.html")


@blueprint.get("/<name>")
def show(name: str) -> ResponseReturnValue:
    current_actor().require_power(Power.READ_RIGHTS)
    if name not in REPORTS:
        raise ReportNotFound
    return _answer(REPORTS[name](db.session()), "reports.show", name=name)


@blueprint.get("/people/<uuid:person_id>")
def person(person_id: UUID) -> ResponseReturnValue:
    found = actions.report_person(person_id, actor=current_actor())
    return _answer(found, "reports.person", person_id=person_id)


def _answer(report: Report, endpoint: str, **of: Any) -> ResponseReturnValue:
    kind = request.args.get("as", "")
    if kind in _MEDIA:
        body = report.as_csv() if kind == "csv" else report.as_json()
        return saved_as(Response(body, content_type=_MEDIA[kind]), f"{report.name}.{kind}")
    files = [(each.upper(), url_for(endpoint, **{**of, "as": each})) for each in _MEDIA]
    columns = report.columns
    cards = [(row[0], list(zip(columns, row, strict=True))[1:]) for row in report.rows]
    return render_template(
        "consent/console/reports/show.html", report=report, cards=cards, files=files
    )
