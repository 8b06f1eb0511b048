"""Pages that everybody reads: the list, one gig, and what clients pay."""

from functools import partial
from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from marshmallow import ValidationError

from consent.agreements.saying import summary
from foundation import shell
from foundation.actors import VISITOR, Actor
from foundation.database import db
from foundation.web import current_actor, settings
from marketplace.accounts.roles import Role
from marketplace.clients.naming import Asking, shown_name
from marketplace.gigs import choices, fitting, policy, queries
from marketplace.gigs.drawing import drawn, form
from marketplace.gigs.pay_index import pay_by_client
from marketplace.gigs.places import place_in
from marketplace.gigs.posting import posting_of
from marketplace.gigs.schemas import SearchForm, asked_in
from marketplace.requests.words import Named

blueprint = Blueprint("gigs", __name__, url_prefix="/gigs")


@blueprint.get("")
def page() -> ResponseReturnValue:
    asked = asked_in(request.args)
    try:
        search = SearchForm().load(asked)
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
        language=choices.language_name(found.card.language),
        client=name if name != asking.veiled else "",
        papers=[_paper(found, *each) for each in found.papers],
        short_of=fitting.compared(wishes, found.card, found.content, found.papers),
        may_keep=policy.may_keep(actor, found.gig),
        signed_in=current_user.is_authenticated,
        may_apply=actor.role == Role.PERFORMER,
        posting=posting_of(found, settings().url + url_for("gigs.gig", gig_id=gig_id)),
    )


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
    return {"paper": paper, "plan": priced, "sentences": summary(priced)}


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
