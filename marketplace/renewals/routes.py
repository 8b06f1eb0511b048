"""A client's pages: what ends soon, and what became of what it asked for."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from foundation.database import db
from foundation.web import current_actor
from marketplace.renewals import actions, policy, queries, showing
from marketplace.renewals.errors import (
    LicenceEndsFirst,
    NotCovered,
    NotEndingSoon,
    NothingChosen,
    NotLicensed,
)
from marketplace.renewals.licensing import licence_now
from marketplace.renewals.models import RenewalState

blueprint = Blueprint("renewals", __name__, url_prefix="/renewals")
STATES = {
    RenewalState.UNFUNDED: ("Not paid for yet", "warn"),
    RenewalState.ASKED: ("With the performer", ""),
    RenewalState.RENEWED: ("Renewed", "ok"),
    RenewalState.DECLINED: ("Declined", "stop"),
    RenewalState.LAPSED: ("Not renewed", ""),
}


@blueprint.get("")
def page() -> ResponseReturnValue:
    return _page("")


@blueprint.post("")
def ask_to_renew() -> ResponseReturnValue:
    try:
        orders = actions.ask_to_renew(request.form.getlist("paper"), actor=current_actor())
    except NothingChosen as refused:
        return _page(str(refused)), 422
    except (NotEndingSoon, NotLicensed, LicenceEndsFirst, NotCovered) as refused:
        return _page(str(refused)), 409
    flash("Written down. As soon as the money is there, the performers are asked.")
    if len(orders) > 1:
        return redirect(url_for("renewals.page"))
    return redirect(url_for("renewals.show", order_id=orders[0]))


@blueprint.get("/<uuid:order_id>")
def show(order_id: UUID) -> ResponseReturnValue:
    session, actor = db.session(), current_actor()
    found = queries.visible(session, order_id, actor)
    return render_template(
        "marketplace/renewals/show.html",
        found=found,
        lines=showing.lines(session, found.lines),
        states=STATES,
        own=actor.on_behalf_of == found.order.client_id,
        may_call_off=policy.may_ask(actor) and found.unfunded > 0,
    )


@blueprint.post("/<uuid:order_id>/calling-off")
def call_off(order_id: UUID) -> ResponseReturnValue:
    count = actions.call_off(order_id, actor=current_actor())
    flash(f"{'One is' if count == 1 else f'{count} are'} called off. Nobody was asked.")
    return redirect(url_for("renewals.show", order_id=order_id))


def _page(error: str) -> str:
    session, actor = db.session(), current_actor()
    actor.require(policy.may_list(actor))
    client = actor.on_behalf_of
    assert client is not None  # noqa: S101 - as the policy says
    after = request.args.get("after") or None
    orders = queries.page(session, client, after=after, limit=20)
    return render_template(
        "marketplace/renewals/page.html",
        ending=showing.ending(session, client),
        chosen=request.form.getlist("paper"),
        error=error,
        licensed=licence_now(session, client) is not None,
        orders=orders,
        standing=queries.standing(session, [each.id for each in orders.items]),
        is_first=after is None,
        may_ask=policy.may_ask(actor),
    )
