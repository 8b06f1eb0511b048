"""Pages on what our books and Stripe's disagree about, for finance."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from foundation import hooks
from foundation.clock import now
from foundation.database import db
from foundation.web import current_actor
from payouts.pay_runs.limits import DAYS
from payouts.reconciliation import policy, queries, saying, settling, turns, writing_off
from payouts.reconciliation.errors import (
    DifferenceChanged,
    NoPostingHelps,
    NothingWaits,
    SamePerson,
    WaitsForSecond,
)
from payouts.reconciliation.models import WriteOffState
from payouts.reconciliation.schemas import ApproveForm, RefuseForm, ResolveForm

blueprint = Blueprint("reconciliation", __name__, url_prefix="/finance/reconciliation")
_ONE = "/<uuid:difference_id>"
_POSTED = "Posted. The next reconciliation sees whether the books agree now."


@blueprint.get("")
def page() -> ResponseReturnValue:
    session, actor = db.session(), current_actor()
    actor.require(policy.may_reconcile(actor))
    found = queries.open_differences(session)
    over = queries.ended(session)
    runs = queries.reconciliations(session, actor, after=request.args.get("after") or None)
    last = queries.last_complete(session)
    return render_template(
        "payouts/reconciliation/page.html",
        found=found,
        counted=queries.count_open(session),
        over=over,
        runs=runs,
        last=last,
        totals=queries.totals(session, last.id) if last else [],
        names=hooks.names(session, _people(*found, *over)),
        waiting={each.difference_id for each in writing_off.all_waiting(session)},
        now=now(),
        saying=saying,
    )


@blueprint.post("")
def ask_for() -> ResponseReturnValue:
    turns.ask_for(actor=current_actor())
    flash("Asked for. It is done within a few minutes; look at this page again then.")
    return redirect(url_for("reconciliation.page"))


@blueprint.get(_ONE)
def show(difference_id: UUID) -> ResponseReturnValue:
    return _show(difference_id, {}, {})


@blueprint.post(f"{_ONE}/owner")
def take_difference(difference_id: UUID) -> ResponseReturnValue:
    settling.take_difference(difference_id, actor=current_actor())
    return _done(difference_id, "It is yours.")


@blueprint.post(f"{_ONE}/owner/removal")
def put_back(difference_id: UUID) -> ResponseReturnValue:
    settling.put_back(difference_id, actor=current_actor())
    return _done(difference_id, "Put back. It is nobody's again.")


@blueprint.post(f"{_ONE}/posting")
def resolve_difference(difference_id: UUID) -> ResponseReturnValue:
    try:
        form = ResolveForm().load(request.form)
        posted = settling.resolve_difference(
            difference_id,
            against=form["against"],
            off_minor=form["off_minor"],
            because=form["because"].strip(),
            actor=current_actor(),
        )
    except ValidationError as invalid:
        return _show(difference_id, request.form, invalid.messages_dict), 422
    except (DifferenceChanged, NoPostingHelps, WaitsForSecond) as refused:
        return _show(difference_id, request.form, {"_posting": str(refused)}), 409
    asked = "Asked for. Nothing is posted before a second person agrees."
    return _done(difference_id, _POSTED if posted else asked)


@blueprint.post(f"{_ONE}/posting/approval")
def approve_write_off(difference_id: UUID) -> ResponseReturnValue:
    try:
        form = ApproveForm().load(request.form)
        settling.approve_write_off(difference_id, form["off_minor"], actor=current_actor())
    except ValidationError:
        said = {"_posting": "Look at the difference again, and post it there."}
        return _show(difference_id, {}, said), 422
    except (DifferenceChanged, NoPostingHelps, NothingWaits, SamePerson) as refused:
        return _show(difference_id, {}, {"_posting": str(refused)}), 409
    return _done(difference_id, _POSTED)


@blueprint.post(f"{_ONE}/posting/refusal")
def refuse_write_off(difference_id: UUID) -> ResponseReturnValue:
    try:
        because = RefuseForm().load(request.form)["refused_because"].strip()
        settling.refuse_write_off(difference_id, because, actor=current_actor())
    except ValidationError as invalid:
        return _show(difference_id, request.form, invalid.messages_dict), 422
    except NothingWaits as refused:
        return _show(difference_id, {}, {"_posting": str(refused)}), 409
    return _done(difference_id, "Nothing was posted. The difference stays, to be looked into.")


def _done(difference_id: UUID, said: str) -> ResponseReturnValue:
    flash(said)
    return redirect(url_for("reconciliation.show", difference_id=difference_id))


def _show(difference_id: UUID, values: Any, errors: Any) -> str:
    session, actor = db.session(), current_actor()
    found = queries.visible_difference(session, difference_id, actor)
    write_offs = writing_off.of(session, [found.id])
    people = _people(found) | {each.asked_by for each in write_offs}
    people |= {each.decided_by for each in write_offs if each.decided_by}
    return render_template(
        "payouts/reconciliation/show.html",
        found=found,
        mine=found.owner_id == actor.id,
        names=hooks.names(session, people),
        me=actor.id,
        write_offs=write_offs,
        waits=next((each for each in write_offs if each.state is WriteOffState.PROPOSED), None),
        above=writing_off.above(session, found, actor.id) if found.is_open else None,
        days=DAYS,
        against=[(each.value, says) for each, says in saying.AGAINST.items()],
        saying=saying,
        now=now(),
        values=values,
        errors=errors,
    )


def _people(*found: Any) -> set[UUID]:
    """Owners, who ended them, and the performers whose accounts they are in."""
    people = {each.owner_id for each in found} | {each.ended_by for each in found}
    people |= {UUID(each.place) for each in found if each.place}
    return people - {None}
