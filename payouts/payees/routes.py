"""A performer's page about being paid, the ways to Stripe and back, and what finance sees."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy.orm import Session

from foundation import fresh, hooks
from foundation.database import db
from foundation.errors import Unavailable
from foundation.web import current_actor, settings
from payouts.payees import countries, opening, policy, queries, reading, wording
from payouts.payees.errors import CountryNotServed, NoAccountYet
from payouts.payees.models import Payee, Standing
from payouts.payees.opening import Ways
from payouts.payees.standing import PayeeState, state_of
from payouts.stripe_gateway.account_links import AccountLink

blueprint = Blueprint("payees", __name__, url_prefix="/payouts")
_FOLDER = "payouts/payees"


@blueprint.get("/account")
def page() -> ResponseReturnValue:
    return _page()


@blueprint.post("/account")
def open_account() -> ResponseReturnValue:
    country = request.form.get("country", "")
    _ask_who_it_is_once_there_was_a_place()
    try:
        return _leave(opening.open_account(country, _ways(), actor=current_actor()))
    except CountryNotServed as refused:
        return _page(country, {"country": str(refused)}), 422


@blueprint.post("/account/go-on")
def go_on() -> ResponseReturnValue:
    """Where money goes can be changed there too: once it goes somewhere, who it is is asked."""
    queries.own_payee(db.session(), current_actor())
    _ask_who_it_is_once_there_was_a_place()
    return _leave(opening.go_on(_ways(), actor=current_actor()))


@blueprint.post("/account/change")
def change_method() -> ResponseReturnValue:
    queries.own_payee(db.session(), current_actor())
    fresh.require(current_user)
    return _leave(opening.go_on(_ways(), actor=current_actor(), change=True))


@blueprint.get("/account/again")
def again() -> ResponseReturnValue:
    """Stripe sends here whoever comes with a link that was used or is old."""
    flash("That way to Stripe was used already, or is too old. Take a new one here.")
    return redirect(url_for("payees.page"))


@blueprint.get("/account/returned")
def returned() -> ResponseReturnValue:
    """Stripe sends here whoever is through, or left: only Stripe knows which, so it is asked."""
    try:
        reading.read_own(actor=current_actor())
    except (Unavailable, NoAccountYet):
        flash("Stripe has not told us yet how far you came. We ask again by ourselves.")
    return redirect(url_for("payees.page"))


@blueprint.post("/account/read")
def read_own() -> ResponseReturnValue:
    reading.read_own(actor=current_actor())
    flash("Asked: this is how it stands at Stripe now.")
    return redirect(url_for("payees.page"))


@blueprint.get("/payees")
def everybody() -> ResponseReturnValue:
    actor, session = current_actor(), db.session()
    actor.require(policy.may_see_all(actor))
    wanted = request.args.get("standing", "")
    standing = Standing(wanted) if wanted in set(Standing) else None
    after = request.args.get("after") or None
    found = queries.listed(session, standing, after=after)
    ids = [each.performer_id for each in found.items]
    return render_template(
        f"{_FOLDER}/everybody.html",
        found=found,
        states=queries.payee_states(session, ids),
        names=hooks.names(session, ids),
        counts=queries.counts(session),
        standing=standing,
        is_first=after is None,
        country=countries.name_of,
    )


@blueprint.get("/payees/<uuid:performer_id>")
def show(performer_id: UUID) -> ResponseReturnValue:
    actor, session = current_actor(), db.session()
    payee = queries.visible(session, performer_id, actor)
    return render_template(
        f"{_FOLDER}/show.html",
        payee=payee,
        known=state_of(payee),
        name=hooks.names(session, [performer_id]).get(performer_id, "A performer"),
        needs=wording.in_words(payee.needs),
        country=countries.name_of(payee.country),
        may_see_all=policy.may_see_all(actor),
    )


@blueprint.post("/payees/<uuid:performer_id>/read")
def read_again(performer_id: UUID) -> ResponseReturnValue:
    reading.read_again(performer_id, actor=current_actor())
    flash("Asked: this is how it stands at Stripe now.")
    return redirect(url_for("payees.show", performer_id=performer_id))


def _page(country: str = "", errors: dict[str, str] | None = None) -> str:
    actor, session = current_actor(), db.session()
    actor.require(policy.may_be_paid(actor))
    payee, known = queries.find_payee(session, actor.id), queries.payee_state(session, actor.id)
    return render_template(
        f"{_FOLDER}/page.html",
        known=known,
        payee=payee,
        lacking=_lacking(session, payee, known) if payee else [],
        needs=wording.in_words(payee.needs) if payee else [],
        countries=countries.CHOICES,
        values={"country": country or (payee.country if payee else "")},
        errors=errors or {},
    )


def _ask_who_it_is_once_there_was_a_place() -> None:
    """Every way to Stripe leads to where the money goes, a new account too."""
    payee = queries.find_payee(db.session(), current_actor().id)
    if payee is not None and payee.has_had_a_place:
        fresh.require(current_user)


def _lacking(session: Session, payee: Payee, known: PayeeState) -> list[str]:
    """Where there is some way, and none for what is owed; of a broken one the page tells anyway."""
    if not payee.methods:
        return []
    missing = queries.without_a_way(session, payee.performer_id, known)
    return [each for each in missing if each not in payee.broken]


def _leave(link: AccountLink) -> str:
    """A page with a link, because forms of ours lead to pages of ours only."""
    return render_template(f"{_FOLDER}/leaving.html", link=link)


def _ways() -> Ways:
    site = settings().url
    return Ways(site + url_for("payees.returned"), site + url_for("payees.again"))
