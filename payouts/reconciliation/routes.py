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
from payouts.reconciliation import policy, queries, saying, settling, turns
from payouts.reconciliation.errors import DifferenceChanged, NoPostingHelps
from payouts.reconciliation.schemas import ResolveForm

blueprint = Blueprint("reconciliation", __name__, url_prefix="/finance/reconciliation")
_ONE = "/<uuid:difference_id>"


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
        settling.resolve_difference(
            difference_id,
            against=form["against"],
            off_minor=form["off_minor"],
            because=form["because"].strip(),
            actor=current_actor(),
        )
    except ValidationError as invalid:
        return _show(difference_id, request.form, invalid.messages_dict), 422
    except (DifferenceChanged, NoPostingHelps) as refused:
        return _show(difference_id, request.form, {"_posting": str(refused)}), 409
    return _done(difference_id, "Posted. The next reconciliation sees whether the books agree now.")


def _done(difference_id: UUID, said: str) -> ResponseReturnValue:
    flash(said)
    return redirect(url_for("reconciliation.show", difference_id=difference_id))


def _show(difference_id: UUID, values: Any, errors: Any) -> str:
    session, actor = db.session(), current_actor()
    found = queries.visible_difference(session, difference_id, actor)
    return render_template(
        "payouts/reconciliation/show.html",
        found=found,
        mine=found.owner_id == actor.id,
        names=hooks.names(session, _people(found)),
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
