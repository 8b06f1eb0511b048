"""Pages of one's own earnings: what was earned, where each line stands, and why."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from foundation import hooks
from foundation.clock import now
from foundation.database import db
from foundation.web import current_actor
from marketplace.facts import saying as fact_words
from marketplace.facts.next_pay import next_pay
from payouts.earnings import policy, queries, saying
from payouts.earnings.holding import object_to_hold
from payouts.earnings.in_the_way import in_the_way
from payouts.earnings.reducing import appeal_reduction
from payouts.earnings.schemas import FilterForm, TextForm

blueprint = Blueprint("earnings", __name__, url_prefix="/earnings")
_FOLDER = "payouts/earnings"


@blueprint.get("")
def page() -> ResponseReturnValue:
    session, actor = db.session(), current_actor()
    actor.require(policy.may_earn(actor))
    asked = queries.Asked(**FilterForm().load(request.args))
    after = request.args.get("after") or None
    found = queries.page(session, actor, asked, after=after, limit=queries.PAGE)
    people = {each.fact.decided_by for each in found.items}
    people |= {each.fact.client_id for each in found.items}
    people |= {each.hold.placed_by for each in found.items if each.hold}
    return render_template(
        f"{_FOLDER}/page.html",
        lines=found.items,
        older=found.next,
        newest=not after,
        asked=asked,
        in_the_way=in_the_way(session, actor.id),
        next_pay=next_pay(session),
        totals=queries.totals(session, actor),
        months=queries.months(session, actor),
        names=hooks.names(session, people),
        saying=saying,
        fact_words=fact_words,
    )


@blueprint.get("/<uuid:earning_id>")
def show(earning_id: UUID) -> ResponseReturnValue:
    """Cases about it lead here, whoever reads them: who keeps pay has a page of their own."""
    if policy.has_own_pages(current_actor()):
        return redirect(url_for("finance_earnings.show", earning_id=earning_id))
    return _show(earning_id, "", {}, {})


@blueprint.post("/<uuid:earning_id>/holds/<uuid:hold_id>/objections")
def object_to(earning_id: UUID, hold_id: UUID) -> ResponseReturnValue:
    try:
        form = TextForm().load(request.form)
    except ValidationError as invalid:
        return _show(earning_id, "object", request.form, invalid.messages_dict), 422
    case_id = object_to_hold(hold_id, form["text"], actor=current_actor())
    flash("We have your objection. Somebody else than who decided it looks at it.")
    return redirect(url_for("cases.page", case_id=case_id))


@blueprint.post("/<uuid:earning_id>/reductions/<uuid:reduction_id>/appeals")
def appeal(earning_id: UUID, reduction_id: UUID) -> ResponseReturnValue:
    try:
        form = TextForm().load(request.form)
    except ValidationError as invalid:
        return _show(earning_id, "appeal", request.form, invalid.messages_dict), 422
    appeal_reduction(reduction_id, form["text"], actor=current_actor())
    flash("We have your appeal. Nothing is taken until somebody else has decided it.")
    return redirect(url_for("earnings.show", earning_id=earning_id))


def _show(earning_id: UUID, form: str, values: Any, errors: Any) -> str:
    session, actor = db.session(), current_actor()
    told = queries.told(session, queries.own(session, earning_id, actor))
    return render_template(
        f"{_FOLDER}/show.html",
        told=told,
        names=hooks.names(session, people_of(told)),
        saying=saying,
        fact_words=fact_words,
        in_the_way=in_the_way(session, actor.id),
        next_pay=next_pay(session),
        now=now(),
        form=form,
        values=values,
        errors=errors,
    )


def people_of(told: queries.Told) -> set[UUID]:
    decided = {each.decided_by for rows in told.decisions.values() for each in rows}
    reduced = {each.proposed_by for each in told.reductions}
    reduced |= {each.decided_by for each in told.reductions if each.decided_by}
    fact = told.fact
    return decided | reduced | {fact.decided_by, fact.client_id, fact.performer_id}
