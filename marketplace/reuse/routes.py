"""A client's pages: what using something again would cost, and what performers answered."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from foundation import hooks
from foundation.amounts import amount_in
from foundation.database import db
from foundation.errors import DomainError
from foundation.money import Money
from foundation.web import current_actor
from marketplace.casting.errors import LicenceMissing
from marketplace.requests.costing import with_fee
from marketplace.reuse import actions, policy, queries
from marketplace.reuse.actions import NewReuse
from marketplace.reuse.choosing import paper, papers, work, works_of
from marketplace.reuse.errors import (
    AskedAlready,
    HeldByOthers,
    HeldExclusively,
    NoSuchPaper,
    NoSuchWork,
    NothingForThem,
    Unsayable,
)
from marketplace.reuse.models import ReuseState
from marketplace.reuse.schemas import PriceForm, ReuseForm

blueprint = Blueprint("reuse", __name__, url_prefix="/reuse")
STATES = {
    ReuseState.UNFUNDED: ("Not paid for yet", "warn"),
    ReuseState.ASKED: ("With the performer", ""),
    ReuseState.ALLOWED: ("Allowed", "ok"),
    ReuseState.REFUSED: ("Refused", "stop"),
    ReuseState.LAPSED: ("Not answered", ""),
}
_AT: dict[type[DomainError], str] = {
    NoSuchWork: "number",
    NoSuchPaper: "version_id",
    HeldByOthers: "version_id",
    NothingForThem: "amount",
    Unsayable: "purpose",
}
"""Which field a refusal stands at."""


@blueprint.get("")
def page() -> ResponseReturnValue:
    return _page(request.args, {})


@blueprint.get("/price")
def price() -> ResponseReturnValue:
    """What it would cost, before anybody is asked anything."""
    session, actor = db.session(), current_actor()
    actor.require(policy.may_ask(actor))
    if not request.args:  # Its address alone, from a bookmark, asks for nothing yet.
        return _page({}, {})
    try:
        typed = PriceForm().load(_filled(request.args))
        found, of = work(session, typed["number"].strip()), paper(session, typed["version_id"])
        each = amount_in(typed, found.gig.currency).amount_minor
    except ValidationError as invalid:
        return _page(request.args, invalid.messages_dict), 422
    except (NoSuchWork, NoSuchPaper) as refused:
        return _page(request.args, {_AT[type(refused)]: str(refused)}), 422
    lines = actions.priced(session, found, of, each)
    nothing = Money(0, found.gig.currency)
    pay = sum((line.price for line in lines), nothing)
    # Line by line, as it is promised: the fee of the sum may be a cent more or less.
    total = sum((with_fee(line.price) for line in lines), nothing)
    return render_template(
        "marketplace/reuse/price.html",
        found=found,
        paper=of,
        lines=lines,
        total=total,
        pay=pay,
        values=request.args,
        errors={},
    )


@blueprint.post("")
def ask_to_use_again() -> ResponseReturnValue:
    actor = current_actor()
    actor.require(policy.may_ask(actor))
    try:
        typed = ReuseForm().load(_filled(request.form))
        number = typed["number"].strip()
        currency = work(db.session(), number).gig.currency
        each = amount_in(typed, currency).amount_minor
        new = NewReuse(
            number=number,
            version_id=typed["version_id"],
            purpose=typed["purpose"].strip(),
            each=each,
        )
        order = actions.ask_to_use_again(new, actor=actor)
    except ValidationError as invalid:
        return _page(request.form, invalid.messages_dict), 422
    except (NoSuchWork, NoSuchPaper, NothingForThem, Unsayable) as refused:
        return _page(request.form, {_AT[type(refused)]: str(refused)}), 422
    except (AskedAlready, HeldExclusively, HeldByOthers, LicenceMissing) as refused:
        return _page(request.form, {_AT.get(type(refused), "number"): str(refused)}), 409
    flash("Written down. As soon as the money is there, the performers are asked.")
    return redirect(url_for("reuse.show", order_id=order))


@blueprint.get("/<uuid:order_id>")
def show(order_id: UUID) -> ResponseReturnValue:
    session, actor = db.session(), current_actor()
    found = queries.visible(session, order_id, actor)
    allowed = {x.performer_id for x in found.lines if x.state is ReuseState.ALLOWED}
    return render_template(
        "marketplace/reuse/show.html",
        found=found,
        costs={line.id: queries.cost(line) for line in found.lines},
        names=hooks.names(session, allowed),
        work=hooks.references(session, [found.order.request_id]),
        states=STATES,
        own=actor.on_behalf_of == found.order.client_id,
        may_call_off=policy.may_ask(actor) and found.unfunded > 0,
    )


@blueprint.post("/<uuid:order_id>/calling-off")
def call_off(order_id: UUID) -> ResponseReturnValue:
    count = actions.call_off(order_id, actor=current_actor())
    flash(f"{'One is' if count == 1 else f'{count} are'} called off. Nobody was asked.")
    return redirect(url_for("reuse.show", order_id=order_id))


def _filled(form: Any) -> dict[str, str]:
    return {name: value for name, value in form.items() if value.strip()}


def _page(values: Any, errors: Any) -> str:
    session, actor = db.session(), current_actor()
    actor.require(policy.may_list(actor))
    client = actor.on_behalf_of
    assert client is not None  # noqa: S101 - as the policy says
    after = request.args.get("after") or None
    orders = queries.page(session, client, after=after, limit=20)
    return render_template(
        "marketplace/reuse/page.html",
        orders=orders,
        standing=queries.standing(session, [each.id for each in orders.items]),
        papers=[(str(each.version_id), each.name) for each in papers(session)],
        works=works_of(session, client),
        is_first=after is None,
        may_ask=policy.may_ask(actor),
        values=values,
        errors=errors,
    )
