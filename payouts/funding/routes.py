"""Pages where a client pays, sees what it has here, and has money given back."""

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from foundation import hooks
from foundation.database import db
from foundation.errors import Unavailable
from foundation.money import Money, as_decimal
from foundation.web import current_actor, settings
from marketplace.budgets import queries as budgets
from marketplace.budgets.errors import BudgetNotFound
from payouts.funding import (
    actions,
    asking,
    covering,
    debts,
    invoicing,
    policy,
    queries,
    reading,
    receipts,
)
from payouts.funding.actions import Wanted
from payouts.funding.errors import (
    BalanceTooSmall,
    ChangedSince,
    NotFromItself,
    NotMadeGood,
    NotSoMuchLeft,
    OwesLess,
)
from payouts.funding.models import FundingState, Means
from payouts.funding.news import name_of
from payouts.funding.schemas import FundForm, GiveBackForm, SettleForm, TopUpForm, amount_in
from payouts.stripe_gateway.checkout import Returns

blueprint = Blueprint("funding", __name__, url_prefix="/funding")
_FOLDER = "payouts/funding"
_OPEN = (FundingState.ASKED, FundingState.OPEN)


@blueprint.get("")
def page() -> ResponseReturnValue:
    return _page({}, {})


@blueprint.post("")
def top_up() -> ResponseReturnValue:
    """Into the balance: orders take from it later."""
    actor = current_actor()
    try:
        typed = TopUpForm().load(request.form)
        amount = amount_in(typed, typed["currency"])
        wanted = Wanted(None, amount, typed["means"], typed["purchase_order"].strip())
        return _to_pay(actions.top_up(wanted, actor=actor))
    except ValidationError as invalid:
        return _page(request.form, invalid.messages_dict), 422
    except NotFromItself as refused:
        return _page(request.form, {"means": str(refused)}), 422


@blueprint.post("/debts")
def settle_debt() -> ResponseReturnValue:
    """What the organisation owes us, all of it or a part."""
    actor = current_actor()
    try:
        typed = SettleForm().load(request.form)
        amount = amount_in(typed, typed["currency"])
        more = (typed["means"], typed["purchase_order"].strip(), typed["seen_minor"])
        return _to_pay(actions.settle_debt(Wanted(None, amount, *more), actor=actor))
    except ValidationError as invalid:
        return _page(request.form, invalid.messages_dict, form="debt"), 422
    except (BalanceTooSmall, ChangedSince, OwesLess) as refused:
        return _page(request.form, {"amount": str(refused)}, form="debt"), 409


@blueprint.get("/orders/<uuid:order_id>")
def order(order_id: UUID) -> ResponseReturnValue:
    return _order(order_id, {}, {})


@blueprint.post("/orders/<uuid:order_id>")
def fund_order(order_id: UUID) -> ResponseReturnValue:
    actor = current_actor()
    budget = budgets.visible(db.session(), order_id, actor)
    if not policy.may_pay(actor):
        raise BudgetNotFound
    try:
        typed = FundForm().load(request.form)
        amount = amount_in(typed, budget.currency)
        more = (typed["means"], typed["purchase_order"].strip(), typed["seen_minor"])
        wanted = Wanted(order_id, amount, *more)
        funding_id = actions.fund_order(wanted, actor=actor)
    except ValidationError as invalid:
        return _order(order_id, request.form, invalid.messages_dict), 422
    except (BalanceTooSmall, ChangedSince, NotMadeGood) as refused:
        return _order(order_id, request.form, {"amount": str(refused)}), 409
    if wanted.means is Means.BALANCE:
        flash("The amount is set aside for this order.")
    return _to_pay(funding_id)


@blueprint.get("/<uuid:funding_id>")
def show(funding_id: UUID) -> ResponseReturnValue:
    return _show(funding_id, {}, {})


@blueprint.post("/<uuid:funding_id>/pay")
def pay(funding_id: UUID) -> ResponseReturnValue:
    """The way to Stripe's page, now or once more."""
    actor = current_actor()
    back = settings().url + url_for("funding.returned", funding_id=funding_id)
    url = asking.way_to_pay(funding_id, Returns(paid=back, left=back), actor=actor)
    funding = queries.visible(db.session(), funding_id, actor)
    return render_template(f"{_FOLDER}/leaving.html", url=url, funding=funding)


@blueprint.post("/<uuid:funding_id>/drop")
def drop_payment(funding_id: UUID) -> ResponseReturnValue:
    actions.drop_payment(funding_id, actor=current_actor())
    flash("Dropped. Nothing was paid.")
    return redirect(url_for("funding.page"))


@blueprint.post("/<uuid:funding_id>/withdrawal")
def withdraw_payment(funding_id: UUID) -> ResponseReturnValue:
    actor = current_actor()
    queries.visible(db.session(), funding_id, actor)
    asking.withdraw_payment(funding_id, actor=actor)
    flash("Withdrawn. Nobody can pay this any more.")
    return redirect(url_for("funding.show", funding_id=funding_id))


@blueprint.get("/<uuid:funding_id>/returned")
def returned(funding_id: UUID) -> ResponseReturnValue:
    """Stripe sends here who paid and who left: only Stripe knows which, so it is asked."""
    queries.visible(db.session(), funding_id, current_actor())
    try:
        reading.read_again(funding_id)
    except Unavailable:
        flash("Stripe has not told us yet. We ask again by ourselves, and write to you.")
    return redirect(url_for("funding.show", funding_id=funding_id))


@blueprint.post("/<uuid:funding_id>/give-back")
def give_back(funding_id: UUID) -> ResponseReturnValue:
    actor = current_actor()
    funding = queries.visible(db.session(), funding_id, actor)
    try:
        typed = GiveBackForm().load(request.form)
        amount = amount_in(typed, funding.currency)
        asking.give_back(funding_id, amount, actor=actor, seen_minor=typed["seen_minor"])
    except ValidationError as invalid:
        return _show(funding_id, request.form, invalid.messages_dict), 422
    except (ChangedSince, NotMadeGood, NotSoMuchLeft) as refused:
        return _show(funding_id, request.form, {"amount": str(refused)}), 409
    flash("It is on its way back to where it was paid from. That takes 5 to 10 days.")
    return redirect(url_for("funding.show", funding_id=funding_id))


@blueprint.get("/<uuid:funding_id>/receipt.pdf")
def receipt(funding_id: UUID) -> ResponseReturnValue:
    session = db.session()
    funding = queries.visible(session, funding_id, current_actor())
    return _pdf(receipts.receipt_of(session, funding), f"receipt-{funding_id.hex[:12]}")


@blueprint.get("/<uuid:funding_id>/invoice.pdf")
def invoice(funding_id: UUID) -> ResponseReturnValue:
    session = db.session()
    funding = queries.visible(session, funding_id, current_actor())
    return _pdf(invoicing.invoice_of(session, funding), f"invoice-{funding_id.hex[:12]}")


def _pdf(made: bytes, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}.pdf"'}
    return Response(made, mimetype="application/pdf", headers=headers)


def _to_pay(funding_id: UUID) -> ResponseReturnValue:
    """It is kept: whatever happens from here on, its page has the way to pay it."""
    return redirect(url_for("funding.show", funding_id=funding_id))


def _page(values: Any, errors: Any, form: str = "") -> str:
    session, actor = db.session(), current_actor()
    all_of_them = policy.may_see_all(actor)
    after = request.args.get("after") or None
    client_id = None if all_of_them else queries.own_client(actor)
    found = queries.listed(session, client_id, after=after)
    orders = [each.order_id for each in found.items if each.order_id]
    return render_template(
        f"{_FOLDER}/page.html",
        found=found,
        numbers=hooks.references(session, orders),
        clients=hooks.names(session, {each.client_id for each in found.items}),
        balances=queries.balances(session, client_id) if client_id else [],
        debts=debts.debts(session, client_id) if client_id else [],
        form=form,
        all_of_them=all_of_them,
        own_client=client_id,
        may_pay=policy.may_pay(actor),
        currencies=tuple((each, each) for each in queries.BALANCES),
        is_first=after is None,
        values=values,
        errors=errors,
    )


def _order(order_id: UUID, values: Any, errors: Any) -> str:
    session, actor = db.session(), current_actor()
    budget = budgets.visible(session, order_id, actor)
    asked = budgets.asked_of(session, [budget])[0]
    left = asked.to_pay
    first = as_decimal(left.amount_minor, left.currency) if left.amount_minor else ""
    return render_template(
        f"{_FOLDER}/order.html",
        budget=budget,
        asked=asked,
        payments=queries.of_order(session, order_id),
        balance=_balance_in(queries.balances(session, budget.client_id), budget.currency),
        may_pay=policy.may_pay(actor),
        debts=debts.debts(session, budget.client_id),
        values=values or {"amount": first},
        errors=errors,
    )


def _show(funding_id: UUID, values: Any, errors: Any) -> str:
    session, actor = db.session(), current_actor()
    funding = queries.visible(session, funding_id, actor)
    back = policy.may_pay(actor) or policy.may_see_all(actor)
    return render_template(
        f"{_FOLDER}/show.html",
        funding=funding,
        what=name_of(session, funding),
        given_back=queries.given_back(session, funding_id),
        invoice=invoicing.issued(session, funding_id),
        may_pay=policy.may_pay(actor) and funding.state in _OPEN,
        may_drop=policy.may_pay(actor) and funding.state is FundingState.ASKED,
        may_give_back=back
        and funding.is_available
        and bool(funding.payment_id)
        and not funding.settles,
        free=covering.free_to_go_back(session, funding),
        expected_on=queries.expected(funding).date(),
        may_withdraw=back and actions.can_be_withdrawn(funding),
        values=values,
        errors=errors,
    )


def _balance_in(balances: list[Money], currency: str) -> Money:
    return next((each for each in balances if each.currency == currency), Money(0, currency))
