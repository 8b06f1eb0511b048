"""Pages of one's own statements, as files too."""

from uuid import UUID

from flask import Blueprint, Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from foundation import formats, hooks
from foundation.clock import now
from foundation.database import db
from foundation.downloads import saved_as
from foundation.shell import reader
from foundation.web import current_actor
from foundation.web import settings as current_settings
from marketplace.facts import saying as facts_saying
from payouts.pay_runs import saying as run_words
from payouts.pay_runs.when import upcoming
from payouts.statements import (
    documents,
    explaining,
    policy,
    queries,
    saying,
    spreadsheet,
    years,
)

blueprint = Blueprint("statements", __name__, url_prefix="/statements")
_FIRST, _LAST = 2000, 9998
"""Years that dates can be in, with one to spare."""


@blueprint.get("")
def page() -> ResponseReturnValue:
    session, actor = db.session(), current_actor()
    actor.require(policy.may_have_statements(actor))
    known = years.years_of(session, actor.id)
    this = now().year
    asked = request.args.get("year", type=int) or (known[0] if known else this)
    year = asked if _FIRST <= asked <= _LAST else this
    after = request.args.get("after") or None
    return render_template(
        "payouts/statements/page.html",
        year=year,
        years=known,
        found=years.of_year(session, actor.id, year),
        statements=queries.page(session, actor, after=after, limit=queries.PAGE),
        newest=not after,
        upcoming=upcoming(session),
        amounts=lambda sums: saying.amounts(sums, reader()),
        months=saying.MONTHS,
        kind=facts_saying.kind,
        short=lambda minor, currency: formats.short_money(minor, currency, reader()),
        full=lambda minor, currency: formats.money(minor, currency, reader()),
    )


@blueprint.get("/years/<int:year>.csv")
def export_year(year: int) -> ResponseReturnValue:
    session, actor = db.session(), current_actor()
    actor.require(policy.may_have_statements(actor))
    if not _FIRST <= year <= _LAST:
        abort(404)
    runs = queries.runs_between(session, actor.id, *years.bounds(year))
    return _csv("".join(spreadsheet.of_runs(session, runs, actor.id)), f"statements-{year}")


@blueprint.get("/<uuid:run_id>")
def show(run_id: UUID) -> ResponseReturnValue:
    session = db.session()
    found = explaining.statement(session, run_id, current_actor())
    names = hooks.names(session, found.people)
    return render_template(
        "payouts/statements/show.html",
        found=found,
        run=found.run,
        names=names,
        decided=lambda fact: facts_saying.decided(fact, names),
        counted=lambda fact: saying.counted(fact, reader()),
        where=lambda each: saying.where(each, reader()),
        why=lambda each: saying.why(each, names, reader()),
        later=saying.later(found, reader()),
        beside=lambda each: documents.beside(each, reader()),
        states=run_words.STATES,
        about_accounts=saying.ABOUT_ACCOUNTS,
    )


@blueprint.get("/<uuid:run_id>/lines.csv")
def export(run_id: UUID) -> ResponseReturnValue:
    session = db.session()
    found = explaining.statement(session, run_id, current_actor())
    text = "".join(spreadsheet.of_statement(session, found))
    return _csv(text, f"statement-{found.run.number}")


@blueprint.get("/<uuid:run_id>/statement.pdf")
def document(run_id: UUID) -> ResponseReturnValue:
    session = db.session()
    found = explaining.statement(session, run_id, current_actor())
    names = hooks.names(session, found.people)
    made = documents.document_of(found, names, reader(), current_settings())
    answer = Response(made, content_type="application/pdf")
    return saved_as(answer, f"statement-{found.run.number}.pdf")


def _csv(text: str, name: str) -> Response:
    return saved_as(Response(text, content_type="text/csv; charset=utf-8"), f"{name}.csv")
