"""What a performer was paid, and what each payout is for. Whoever approves sees it, too."""

from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from foundation import hooks
from foundation.database import db
from foundation.web import current_actor
from marketplace.facts import saying as facts_saying
from payouts.earnings.in_the_way import in_the_way
from payouts.pay_runs import policy, queries, saying
from payouts.pay_runs.models import PayoutState, RunState
from payouts.pay_runs.when import expected_on, upcoming

blueprint = Blueprint("payouts", __name__)


@blueprint.get("/payouts")
def mine() -> ResponseReturnValue:
    actor = current_actor()
    actor.require(policy.may_have_payouts(actor))
    after = request.args.get("after") or None
    session = db.session()
    return render_template(
        "payouts/pay_runs/mine.html",
        found=queries.own_payouts(session, actor, after=after),
        newest=not after,
        upcoming=upcoming(session),
        saying=saying,
    )


@blueprint.get("/payouts/<uuid:payout_id>")
def show(payout_id: UUID) -> ResponseReturnValue:
    return payout_page(payout_id, {}, {})


def payout_page(payout_id: UUID, values: Any, errors: Any) -> str:
    session, actor = db.session(), current_actor()
    payout, run = queries.visible_payout(session, payout_id, actor)
    lines = queries.traced(session, [payout.id])[payout.id]
    people = {payout.performer_id} | {each.fact.decided_by for each in lines}
    people |= {each.fact.client_id for each in lines}
    decides = policy.may_view_runs(actor)
    return render_template(
        "payouts/pay_runs/payout.html",
        payout=payout,
        run=run,
        lines=lines,
        decides=decides,
        expected_on=expected_on(payout, run),
        in_the_way=None if decides else in_the_way(session, payout.performer_id),
        may_take_out=decides
        and run.state is RunState.PLANNED
        and payout.state is PayoutState.PLANNED,
        names=hooks.names(session, people),
        saying=saying,
        facts_saying=facts_saying,
        values=values,
        errors=errors,
    )
