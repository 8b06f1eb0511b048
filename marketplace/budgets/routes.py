"""Pages on money set aside: all of it for finance, one budget for its client and for finance.
Nothing is confirmed here: that money came, only the journal says."""

from uuid import UUID

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from foundation.actors import Power
from foundation.database import db
from foundation.web import current_actor
from marketplace.budgets import queries

blueprint = Blueprint("budgets", __name__, url_prefix="/budgets")


@blueprint.get("")
def page() -> ResponseReturnValue:
    current_actor().require_power(Power.CONFIRM_BUDGETS)
    session = db.session()
    return render_template(
        "marketplace/budgets/page.html",
        waiting=queries.missing_money(session),
        newest=queries.newest(session),
    )


@blueprint.get("/<uuid:order_id>")
def show(order_id: UUID) -> ResponseReturnValue:
    session, actor = db.session(), current_actor()
    budget = queries.visible(session, order_id, actor)
    return render_template(
        "marketplace/budgets/show.html",
        asked=queries.asked_of(session, [budget])[0],
        budget=budget,
        confirmations=queries.confirmations(session, budget),
        commitments=queries.commitments(session, budget),
        sees_all=Power.CONFIRM_BUDGETS in actor.powers,
    )
