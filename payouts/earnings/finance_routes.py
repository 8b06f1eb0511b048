"""Finance's pages of what is owed to everybody: holds, reductions, receivables."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import Schema, ValidationError

from foundation import hooks
from foundation.actors import Power
from foundation.amounts import amount_in
from foundation.clock import now
from foundation.database import db
from foundation.errors import DomainError
from foundation.web import current_actor
from marketplace.facts import saying as fact_words
from payouts.earnings import finance, policy, queries, saying
from payouts.earnings.correcting import unmatched
from payouts.earnings.errors import MoreThanEarned, NoSuchEnd, NotLonger
from payouts.earnings.holding import Why, end_hold, extend_hold, place_hold
from payouts.earnings.reducing import (
    decide_reduction,
    propose_reduction,
    reducible,
    take_back_reduction,
)
from payouts.earnings.routes import people_of
from payouts.earnings.schemas import DecideForm, EndForm, ExtendForm, HoldForm, ReductionForm
from payouts.journal.chart import Kind

blueprint = Blueprint("finance_earnings", __name__, url_prefix="/finance/earnings")
_FOLDER = "payouts/earnings"
_FIELDS = {NoSuchEnd: "until_on", NotLonger: "until_on", MoreThanEarned: "amount"}
Act = Callable[[dict[str, Any]], object]


@blueprint.get("")
def page() -> ResponseReturnValue:
    actor = current_actor()
    actor.require_power(Power.KEEP_PAY)
    session = db.session()
    words = request.args.get("q", "").strip()[:100]
    owed, holds = finance.found(session, words), finance.live_holds(session)
    reductions = finance.open_reductions(session)
    sees_clients = policy.deals_with_clients(actor)
    clients = finance.receivables(session, Kind.RECEIVABLE_CLIENT) if sees_clients else []
    performers = finance.receivables(session, Kind.RECEIVABLE_PERFORMER)
    people = {each.earning.performer_id for each in owed}
    people |= {each.earning.performer_id for each in holds}
    people |= {each.performer_id for each in reductions}
    people |= {each.owner_id for each in (*clients, *performers)}
    return render_template(
        f"{_FOLDER}/finance.html",
        words=words,
        owed=owed,
        holds=holds,
        reductions=reductions,
        clients=clients,
        sees_clients=sees_clients,
        performers=performers,
        unmatched=unmatched(session),
        sums=finance.sums(session),
        today=now().date(),
        names=hooks.names(session, people),
        saying=saying,
    )


@blueprint.get("/<uuid:earning_id>")
def show(earning_id: UUID) -> ResponseReturnValue:
    return _show(earning_id, "", {}, {})


@blueprint.post("/<uuid:earning_id>/holds")
def hold(earning_id: UUID) -> ResponseReturnValue:
    def act(form: dict[str, Any]) -> None:
        why = Why(form["until_on"], form["text"])
        place_hold(earning_id, form["reason"], why, actor=current_actor())

    return _done(earning_id, "hold", HoldForm(), act, "It waits now, and the performer is told.")


@blueprint.post("/<uuid:earning_id>/holds/<uuid:hold_id>/extensions")
def extend(earning_id: UUID, hold_id: UUID) -> ResponseReturnValue:
    def act(form: dict[str, Any]) -> None:
        extend_hold(hold_id, Why(form["until_on"], form["text"]), actor=current_actor())

    said = "It waits until that day, and the performer is told."
    return _done(earning_id, "extend", ExtendForm(), act, said)


@blueprint.post("/<uuid:earning_id>/holds/<uuid:hold_id>/ends")
def end(earning_id: UUID, hold_id: UUID) -> ResponseReturnValue:
    def act(form: dict[str, Any]) -> None:
        end_hold(hold_id, form["text"], actor=current_actor())

    return _done(earning_id, "end", EndForm(), act, "It is in the next pay run.")


@blueprint.post("/<uuid:earning_id>/reductions")
def propose(earning_id: UUID) -> ResponseReturnValue:
    def act(form: dict[str, Any]) -> None:
        earning = queries.one(db.session(), earning_id)
        amount_minor = amount_in(form, earning.currency).amount_minor
        reason, text = form["reason"], form["text"]
        propose_reduction(earning_id, amount_minor, reason, text, actor=current_actor())

    said = "Proposed. The performer is told and has 14 days to answer."
    return _done(earning_id, "reduce", ReductionForm(), act, said)


@blueprint.post("/<uuid:earning_id>/reductions/<uuid:reduction_id>/decisions")
def decide(earning_id: UUID, reduction_id: UUID) -> ResponseReturnValue:
    def act(form: dict[str, Any]) -> None:
        upheld = form["decision"] == "uphold"
        decide_reduction(reduction_id, upheld, form["text"], actor=current_actor())

    return _done(earning_id, "decide", DecideForm(), act, "Decided. The performer is told.")


@blueprint.post("/<uuid:earning_id>/reductions/<uuid:reduction_id>/back")
def take_back(earning_id: UUID, reduction_id: UUID) -> ResponseReturnValue:
    take_back_reduction(reduction_id, actor=current_actor())
    flash("Taken back. The performer is told.")
    return redirect(url_for("finance_earnings.show", earning_id=earning_id))


def _done(earning_id: UUID, form: str, schema: Schema, act: Act, said: str) -> ResponseReturnValue:
    current_actor().require_power(Power.KEEP_PAY)
    try:
        act(schema.load(request.form))
    except ValidationError as invalid:
        return _show(earning_id, form, request.form, invalid.messages_dict), 422
    except (NoSuchEnd, NotLonger, MoreThanEarned) as refused:
        return _show(earning_id, form, request.form, _at_its_field(refused)), 422
    flash(said)
    return redirect(url_for("finance_earnings.show", earning_id=earning_id))


def _at_its_field(refused: DomainError) -> dict[str, str]:
    return {_FIELDS[type(refused)]: str(refused)}


def _show(earning_id: UUID, form: str, values: Any, errors: Any) -> str:
    actor = current_actor()
    actor.require_power(Power.KEEP_PAY)
    session = db.session()
    earning = queries.one(session, earning_id)
    told = queries.told(session, earning)
    return render_template(
        f"{_FOLDER}/decide.html",
        told=told,
        names=hooks.names(session, people_of(told)),
        apart=policy.stands_apart(actor, earning),
        may_decide={each.id: policy.decides_appeal(actor, each) for each in told.reductions},
        reducible=reducible(session, earning),
        hold_reasons=list(saying.HOLD_REASONS.items()),
        reduction_reasons=list(saying.REDUCTION_REASONS.items()),
        saying=saying,
        fact_words=fact_words,
        form=form,
        values=values,
        errors=errors,
    )
