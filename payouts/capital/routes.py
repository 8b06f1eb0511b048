"""Finance's pages on our own money at Stripe."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from foundation import hooks
from foundation.database import db
from foundation.web import current_actor
from payouts.capital import actions, asking, policy, queries, saying
from payouts.capital.errors import NotPaidIn
from payouts.capital.models import OwnTopUpState
from payouts.capital.schemas import TopUpForm
from payouts.funding.schemas import amount_in
from payouts.pay_runs import rules

blueprint = Blueprint("own_top_ups", __name__, url_prefix="/finance/top-ups")
_FOLDER = "payouts/capital"
_ONE = "/<uuid:top_up_id>"


@blueprint.get("")
def page() -> ResponseReturnValue:
    return _page({}, {})


@blueprint.post("")
def propose() -> ResponseReturnValue:
    actor = current_actor()
    actor.require(policy.may_top_up(actor))
    try:
        typed = TopUpForm().load(request.form)
        amount = amount_in(typed, typed["currency"])
        top_up_id = asking.propose(amount, typed["because"].strip(), actor=actor)
    except ValidationError as invalid:
        return _page(request.form, invalid.messages_dict), 422
    except NotPaidIn as refused:
        return _page(request.form, {"currency": str(refused)}), 422
    return redirect(url_for("own_top_ups.show", top_up_id=top_up_id))


@blueprint.get(_ONE)
def show(top_up_id: UUID) -> ResponseReturnValue:
    session, actor = db.session(), current_actor()
    found = queries.visible(session, top_up_id, actor)
    people = {found.asked_by} | ({found.approved_by} if found.approved_by else set())
    proposed = found.state is OwnTopUpState.PROPOSED
    return render_template(
        f"{_FOLDER}/show.html",
        found=found,
        names=hooks.names(session, people),
        may_approve=proposed and found.asked_by != actor.id,
        may_drop=proposed,
        may_cancel=found.state is OwnTopUpState.PENDING,
        saying=saying,
    )


@blueprint.post(f"{_ONE}/approval")
def approve(top_up_id: UUID) -> ResponseReturnValue:
    asking.approve(top_up_id, actor=current_actor())
    return _done(top_up_id, "Approved. Our bank is asked for it.")


@blueprint.post(f"{_ONE}/dropping")
def drop(top_up_id: UUID) -> ResponseReturnValue:
    actions.drop(top_up_id, actor=current_actor())
    return _done(top_up_id, "Dropped. Nothing was asked of anybody.")


@blueprint.post(f"{_ONE}/cancelling")
def cancel(top_up_id: UUID) -> ResponseReturnValue:
    asking.cancel(top_up_id, actor=current_actor())
    return _done(top_up_id, "Cancelled, before our bank paid it.")


def _done(top_up_id: UUID, said: str) -> ResponseReturnValue:
    flash(said)
    return redirect(url_for("own_top_ups.show", top_up_id=top_up_id))


def _page(values: Any, errors: Any) -> str:
    session, actor = db.session(), current_actor()
    actor.require(policy.may_top_up(actor))
    after = request.args.get("after") or None
    found = queries.listed(session, after=after)
    known = rules.currency_rules(session)
    return render_template(
        f"{_FOLDER}/page.html",
        found=found,
        is_first=after is None,
        at_stripe=queries.at_stripe(session),
        names=hooks.names(session, {each.asked_by for each in found.items}),
        currencies=[(each, each) for each in sorted(known) if known[each].payable],
        saying=saying,
        values=values,
        errors=errors,
    )
