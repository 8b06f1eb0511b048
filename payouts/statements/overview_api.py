"""The overview of all money for programs of finance."""

from collections.abc import Sequence
from typing import Any

from flask.views import MethodView

from foundation import api
from foundation.database import db
from foundation.money import Money
from foundation.web import current_actor
from payouts.statements import overview as money
from payouts.statements import policy
from payouts.statements.overview import Held, Wrong
from payouts.statements.overview_schemas import MoneyOverviewSchema

READ = api.Scope("money:read", "Read what is owed, what lies at Stripe, and what went wrong")
blueprint = api.ApiBlueprint(
    "api_money", __name__, url_prefix="/api/v1/money", description="All money at once"
)


@blueprint.route("")
class MoneyOverview(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, MoneyOverviewSchema)
    def get(self) -> dict[str, Any]:
        """What we owe, what lies at Stripe, what is on its way, and what went wrong there"""
        actor = current_actor()
        actor.require(policy.may_view_overview(actor))
        found = money.overview(db.session())
        return {
            "owed": _held(found.owed),
            "at_stripe": _held(found.at_stripe),
            "receivable": _held(found.receivable),
            "on_their_way": [
                {"state": state, "payouts": count, **_amount(sum_of_them)}
                for state, count, sum_of_them in found.on_their_way
            ],
            "wrong": [_wrong(each) for each in found.wrong],
        }


def _held(found: Sequence[Held]) -> list[dict[str, Any]]:
    return [{"kind": each.kind, "says": each.says, **_amount(each.amount)} for each in found]


def _amount(amount: Money) -> dict[str, Any]:
    return {"amount_minor": amount.amount_minor, "currency": amount.currency}


def _wrong(each: Wrong) -> dict[str, Any]:
    attempt, payout = each.attempt, each.payout
    return {
        "payout_id": payout.id,
        "performer_id": payout.performer_id,
        "amount_minor": payout.amount_minor,
        "currency": payout.currency,
        "step": attempt.step,
        "state": attempt.state,
        "made_at": attempt.made_at,
    }
