"""Finance's pages on taxes: the year, what is missing for it, and one payee."""

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from foundation import hooks
from foundation.actors import Actor
from foundation.clock import now
from foundation.database import db
from foundation.downloads import saved_as
from foundation.web import current_actor
from marketplace.facts import saying as facts_saying
from payouts.taxes import passed_on, policy, saying, spreadsheet, totals
from payouts.taxes.actions import note_form as note
from payouts.taxes.errors import NothingDeclared, PayeeNotFound
from payouts.taxes.reporting import report_of
from payouts.taxes.schemas import NoteForm
from payouts.taxes.standing import earns, history, standing
from payouts.taxes.thresholds import CURRENCY, TaxClass, rules_of

blueprint = Blueprint("tax_reports", __name__, url_prefix="/finance/taxes")


@blueprint.get("")
def page() -> ResponseReturnValue:
    session = db.session()
    _require()
    known = totals.years_of(session)
    year = request.args.get("year", type=int) or (known[0] if known else now().year)
    found = report_of(session, year)
    rules = rules_of(year)
    return render_template(
        "payouts/taxes/report.html",
        year=year,
        years=known,
        found=found,
        owed=passed_on.passed_on(session, year),
        rules=rules,
        from_minor=rules.from_minor[TaxClass.SERVICES],
        royalties_from_minor=rules.from_minor[TaxClass.ROYALTIES],
        percent=int(rules.rate * 100),
        currency=CURRENCY,
        names=hooks.names(session, {each.total.performer_id for each in found.missing}),
    )


@blueprint.get("/<int:year>.csv")
def export(year: int) -> ResponseReturnValue:
    _require()
    text = "".join(spreadsheet.lines(db.session(), year))
    return saved_as(Response(text, content_type="text/csv; charset=utf-8"), f"taxes-{year}.csv")


@blueprint.get("/payees/<uuid:performer_id>")
def show(performer_id: UUID) -> ResponseReturnValue:
    return _show(performer_id, {}, {})


@blueprint.post("/payees/<uuid:performer_id>/form")
def note_form(performer_id: UUID) -> ResponseReturnValue:
    actor = _require()
    try:
        form = NoteForm().load(request.form)
        new = note(performer_id, form["state"], actor=actor)
    except ValidationError as invalid:
        return _show(performer_id, request.form, invalid.messages_dict), 422
    except NothingDeclared as refused:
        return _show(performer_id, request.form, {"state": str(refused)}), 422
    flash("Noted, and the performer is told." if new else "It stood so before.")
    return redirect(url_for("tax_reports.show", performer_id=performer_id))


def _show(performer_id: UUID, values: Any, errors: Any) -> str:
    session = db.session()
    _require()
    known = standing(session, performer_id)
    if known.declaration is None and not earns(session, performer_id):
        raise PayeeNotFound
    years = totals.years_of(session, performer_id)
    forms = history(session, performer_id)
    return render_template(
        "payouts/taxes/show.html",
        performer_id=performer_id,
        known=known,
        years=[(year, totals.totals(session, year, [performer_id])) for year in years],
        forms=forms,
        names=hooks.names(session, {performer_id} | {each.noted_by for each in forms}),
        kind=facts_saying.kind,
        saying=saying,
        values=values,
        errors=errors,
    )


def _require() -> Actor:
    actor = current_actor()
    actor.require(policy.may_keep_taxes(actor))
    return actor
