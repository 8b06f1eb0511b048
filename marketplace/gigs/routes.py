"""Pages that everybody reads: the list, one gig, and what clients pay."""

from functools import partial
from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from marshmallow import ValidationError

from consent.agreements.saying import summary
from foundation import formats, hooks, shell
from foundation.actors import VISITOR, Actor
from foundation.database import db
from foundation.web import current_actor, settings
from marketplace.accounts.roles import Role
from marketplace.clients.naming import Asking, shown_name
from marketplace.facts.next_pay import next_pay
from marketplace.gigs import choices, fitting, policy, queries
from marketplace.gigs.drawing import drawn, form
from marketplace.gigs.pay_index import pay_by_client
from marketplace.gigs.places import place_in
from marketplace.gigs.posting import posting_of
from marketplace.gigs.schemas import SEARCH_FORM, asked_in
from marketplace.profiles.mandates.queries import applied_for_by
from marketplace.requests.errors import ReferenceNotFound
from marketplace.requests.reference_files import send
from marketplace.requests.words import Named

blueprint = Blueprint("gigs", __name__, url_prefix="/gigs")


@blueprint.get("")
def page() -> ResponseReturnValue:
    asked = asked_in(request.args)
    try:
        search = SEARCH_FORM.load(asked)
    except ValidationError as invalid:
        return _list(asked, errors=invalid.messages_dict), 422
    found = queries.listed(db.session(), search, place_in(request.args.get("after", "")), reader())
    return _list(asked, found=found)


@blueprint.get("/<uuid:gig_id>")
def gig(gig_id: UUID) -> ResponseReturnValue:
    session, actor = db.session(), reader()
    found = queries.open_gig_page(session, gig_id)
    asking = _asking(found)
    name = shown_name(session, asking, actor)
    wishes = fitting.wishes_of(session, actor)
    return render_template(
        "marketplace/gigs/gig.html",
        page=found,
        card=found.card,
        content=found.content,
        language=formats.language(found.card.language),
        client=name if name != asking.veiled else "",
        # A sealed client's figures could tell who it is.
        record=hooks.record_of_client(session, found.gig.client_id)
        if name != asking.veiled
        else [],
        papers=[_paper(found, *each) for each in found.papers],
        short_of=fitting.compared(wishes, found.card, found.content, found.papers),
        next_pay=next_pay(session),
        may_keep=policy.may_keep(actor, found.gig),
        signed_in=current_user.is_authenticated,
        may_apply=actor.role == Role.PERFORMER,
        stood_for=_stood_for(actor),
        posting=posting_of(found, settings().url + url_for("gigs.gig", gig_id=gig_id)),
    )


@blueprint.get("/<uuid:gig_id>/references/<uuid:reference_id>")
def reference(gig_id: UUID, reference_id: UUID) -> ResponseReturnValue:
    """For everybody who has signed in: what is posted is no file for the whole world."""
    found = queries.open_gig_page(db.session(), gig_id)
    wanted = [each for each in found.references if each.id == reference_id]
    if not wanted:
        raise ReferenceNotFound
    return send(wanted[0])


@blueprint.get("/pay")
def pay() -> ResponseReturnValue:
    return render_template("marketplace/gigs/pay.html", rows=pay_by_client(db.session()))


def reader() -> Actor:
    """Whoever looks, signed in or not."""
    return current_actor() if current_user.is_authenticated else VISITOR


def _asking(found: queries.GigPage) -> Asking:
    gig, usage = found.gig, found.content.usage
    sealed = usage.client is Named.SEALED
    return Asking(gig.request_id, gig.client_id, sealed=sealed, sector=usage.sector)


def _paper(found: queries.GigPage, paper: Any, plan: Any) -> dict[str, Any]:
    priced = fitting.priced(paper, plan, found.card.currency)
    title = choices.paper_title(paper.signature)
    return {"paper": paper, "title": title, "plan": priced, "sentences": summary(priced)}


def _list(
    asked: dict[str, Any], found: queries.ListPage | None = None, errors: object = None
) -> str:
    further = found.next if found else None
    return render_template(
        "marketplace/gigs/list.html",
        found=found,
        further_url=url_for("gigs.page", **asked, after=further) if further else "",
        is_further=bool(request.args.get("after")),
        values=asked,
        form=form(asked, errors or {}),
        drawn=partial(drawn, reader=shell.reader()),
        may_save=current_user.is_authenticated,
    )


def _stood_for(actor: Actor) -> list[tuple[UUID, str]]:
    """For whom this agent may apply, by mandate."""
    if actor.role != Role.OBSERVER:
        return []
    given = applied_for_by(db.session(), actor.id)
    names = hooks.names(db.session(), [each.performer_id for each in given])
    return [(each.id, names.get(each.performer_id, "a performer")) for each in given]
