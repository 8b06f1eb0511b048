"""Pages on money set aside: a queue for finance, one budget for its client and for finance."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from foundation.actors import Actor, Power
from foundation.amounts import amount_in
from foundation.database import db
from foundation.web import current_actor
from marketplace.budgets import actions, queries
from marketplace.budgets.errors import NotSoMuchIsFree
from marketplace.budgets.schemas import AmountForm

blueprint = Blueprint("budgets", __name__, url_prefix="/budgets")


@blueprint.get("")
def page() -> ResponseReturnValue:
    current_actor().require_power(Power.CONFIRM_BUDGETS)
    session = db.session()
    return render_template(
        "marketplace/budgets/page.html",
        waiting=queries.to_confirm(session),
        newest=queries.newest(session),
    )


@blueprint.get("/<uuid:order_id>")
def show(order_id: UUID) -> ResponseReturnValue:
    return _show(order_id, {}, {}, "")


@blueprint.post("/<uuid:order_id>/confirmations")
def confirm_budget(order_id: UUID) -> ResponseReturnValue:
    return _moved(order_id, actions.confirm_budget, "confirm", "The amount is confirmed.")


@blueprint.post("/<uuid:order_id>/returns")
def give_back(order_id: UUID) -> ResponseReturnValue:
    return _moved(order_id, actions.give_back, "return", "The amount is given back.")


def _moved(
    order_id: UUID, action: Callable[..., bool], form: str, said: str
) -> ResponseReturnValue:
    actor: Actor = current_actor()
    actor.require_power(Power.CONFIRM_BUDGETS)
    budget = queries.visible(db.session(), order_id, actor)
    try:
        typed = AmountForm().load(request.form)
        amount_minor = amount_in(typed, budget.currency).amount_minor
        new = action(order_id, amount_minor, typed["reference"].strip(), actor=actor)
    except ValidationError as invalid:
        return _show(order_id, request.form, invalid.messages_dict, form), 422
    except NotSoMuchIsFree as refused:
        return _show(order_id, request.form, {"amount": str(refused)}, form), 409
    flash(said if new else "This reference was entered before, so nothing was changed.")
    return redirect(url_for("budgets.show", order_id=order_id))


def _show(order_id: UUID, values: Any, errors: Any, form: str) -> str:
    session, actor = db.session(), current_actor()
    budget = queries.visible(session, order_id, actor)
    return render_template(
        "marketplace/budgets/show.html",
        asked=queries.asked_of(session, [budget])[0],
        budget=budget,
        confirmations=queries.confirmations(session, budget),
        commitments=queries.commitments(session, budget),
        may_confirm=Power.CONFIRM_BUDGETS in actor.powers,
        values=values,
        errors=errors,
        form=form,
    )
