"""Finance's pages on what was passed on to the tax office."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from foundation import hooks
from foundation.clock import now
from foundation.database import db
from foundation.web import current_actor
from payouts.funding.schemas import amount_in
from payouts.taxes import passed_on, passing_on, policy, saying, totals
from payouts.taxes.errors import AlreadyNoted, MoreThanWithheld, NotYetPaid
from payouts.taxes.passing_models import PassingState
from payouts.taxes.passing_on import Paid
from payouts.taxes.schemas import PassedOnForm, TakeBackForm
from payouts.taxes.thresholds import CURRENCY

blueprint = Blueprint("tax_payments", __name__, url_prefix="/finance/taxes")
_FOLDER = "payouts/taxes"
_YEAR, _ONE = "/<int:year>/passed-on", "/passed-on/<uuid:note_id>"
_FIELD = {NotYetPaid: "paid_on", AlreadyNoted: "reference", MoreThanWithheld: "amount"}


@blueprint.get(_YEAR)
def page(year: int) -> ResponseReturnValue:
    return _page(year, {}, {})


@blueprint.post(_YEAR)
def note(year: int) -> ResponseReturnValue:
    totals.bounds(year)
    try:
        typed = PassedOnForm().load(request.form)
        amount = amount_in(typed, CURRENCY)
        paid = Paid(year, typed["period"], amount, typed["paid_on"], typed["reference"].strip())
        note_id = passing_on.note(paid, actor=current_actor())
    except ValidationError as invalid:
        return _page(year, request.form, invalid.messages_dict), 422
    except (NotYetPaid, AlreadyNoted, MoreThanWithheld) as refused:
        return _page(year, request.form, {_FIELD[type(refused)]: str(refused)}), 422
    return redirect(url_for("tax_payments.show", note_id=note_id))


@blueprint.get(_ONE)
def show(note_id: UUID) -> ResponseReturnValue:
    return _show(note_id, {}, {})


@blueprint.post(f"{_ONE}/approval")
def approve_passing(note_id: UUID) -> ResponseReturnValue:
    try:
        passing_on.approve_passing(note_id, actor=current_actor())
    except MoreThanWithheld as refused:
        return _show(note_id, {}, {"_decide": str(refused)}), 409
    return _done(note_id, "Approved. It is owed to the tax office no more.")


@blueprint.post(f"{_ONE}/dropping")
def drop_passing(note_id: UUID) -> ResponseReturnValue:
    passing_on.drop_passing(note_id, actor=current_actor())
    return _done(note_id, "Dropped. Nothing was posted.")


@blueprint.post(f"{_ONE}/taking-back")
def take_back_passing(note_id: UUID) -> ResponseReturnValue:
    try:
        because = TakeBackForm().load(request.form)["because"].strip()
    except ValidationError as invalid:
        return _show(note_id, request.form, invalid.messages_dict), 422
    passing_on.take_back_passing(note_id, because, actor=current_actor())
    return _done(note_id, "Taken back. It is owed to the tax office again.")


def _done(note_id: UUID, said: str) -> ResponseReturnValue:
    flash(said)
    return redirect(url_for("tax_payments.show", note_id=note_id))


def _page(year: int, values: Any, errors: Any) -> str:
    session, actor = db.session(), current_actor()
    actor.require(policy.may_keep_taxes(actor))
    notes = passed_on.notes_of(session, year)
    return render_template(
        f"{_FOLDER}/passed_on.html",
        year=year,
        found=passed_on.passed_on(session, year),
        notes=notes,
        names=hooks.names(session, {each.noted_by for each in notes}),
        periods=[(each.value, name) for each, name in saying.PERIODS.items()],
        today=now().date(),
        currency=CURRENCY,
        saying=saying,
        values=values,
        errors=errors,
    )


def _show(note_id: UUID, values: Any, errors: Any) -> str:
    session, actor = db.session(), current_actor()
    found = passed_on.visible(session, note_id, actor)
    is_proposed = found.state is PassingState.PROPOSED
    people = [each for each in (found.noted_by, found.approved_by, found.ended_by) if each]
    return render_template(
        f"{_FOLDER}/passed_on_one.html",
        found=found,
        names=hooks.names(session, people),
        may_approve=is_proposed and found.noted_by != actor.id,
        may_drop=is_proposed,
        may_take_back=found.state is PassingState.NOTED,
        saying=saying,
        values=values,
        errors=errors,
    )
