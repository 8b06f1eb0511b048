"""The pages of those who cast, rendered: a board, an application, the form of an offer."""

from datetime import datetime
from typing import Any
from uuid import UUID

from flask import render_template

from consent.keeping.readings import Shown, put_on_record
from foundation import hooks
from foundation.database import db, transaction
from foundation.web import current_actor
from marketplace.casting import addresses, answering, inviting, offering, queries, reading
from marketplace.casting import board as boards
from marketplace.casting.applying import posted
from marketplace.casting.models import Application, ApplicationState, OfferState
from marketplace.casting.saying import ENDED, REASONS, SAID, STEPS
from marketplace.casting.schemas import major
from marketplace.casting.terms import cost_of_seat, part_of
from marketplace.clients.engaging import why_not
from marketplace.clients.finding import visibility
from marketplace.gigs.models import Gig
from marketplace.profiles.checks import may_be_booked
from marketplace.requests.content import SceneContent


def _on_record(people: set[UUID]) -> None:
    """A client reads what was sent to it; whoever of the staff reads it is on record."""
    actor = current_actor()
    if actor.on_behalf_of is None and people:
        with transaction() as session:
            put_on_record(session, actor, Shown.LIST, people)


def board(gig_id: UUID, errors: Any) -> str:
    session = db.session()
    gig = reading.gig_to_cast(session, gig_id, current_actor())
    parts = boards.board_of(session, gig, posted(session, gig))
    cards = [card for part in parts for _, cards in part.columns for card in cards]
    _on_record({card.application.performer_id for card in cards})
    session = db.session()
    invited = inviting.of_gig(session, gig_id)
    return render_template(
        "marketplace/casting/board.html",
        gig=session.get_one(Gig, gig_id),
        parts=parts,
        pay=posted(session, session.get_one(Gig, gig_id)).pay,
        invited=invited,
        invited_names=hooks.names(session, {each.performer_id for each in invited}),
        may_undo=answering.last_move(session, gig_id) is not None,
        errors=errors,
    )


def application(application_id: UUID, values: Any, errors: Any) -> str:
    session, actor = db.session(), current_actor()
    found = reading.application_to_cast(session, application_id, actor)
    _on_record({found.performer_id})
    session = db.session()
    found = session.get_one(Application, application_id)
    gig = session.get_one(Gig, found.gig_id)
    window = posted(session, gig).window
    card, offers = boards.card_of(session, found, window), queries.offers_of(session, found.id)
    others = _others(found)
    return render_template(
        "marketplace/casting/application.html",
        card=card,
        gig=gig,
        part=part_of(posted(session, gig), found.part_key),
        offers=[(each, SceneContent.read(each.terms).pay) for each in offers],
        open_offer=next((each for each in offers if each.state is OfferState.OPEN), None),
        may_offer=found.state in offering.OFFERABLE,
        notes=boards.notes_of(session, found.id),
        others=others,
        names=dict(others),
        steps=[(STEPS[each.state], each) for each in queries.steps_of(session, found.id)],
        starts=[datetime.fromisoformat(each) for each in found.slots.get("starts", ())],
        said=SAID,
        declined_offer=queries.declined_offer(session, found),
        ended=ENDED,
        reasons={each.value: said for each, said in REASONS.items()},
        shows_profile=visibility.may_see(session, actor, found.performer_id),
        is_engaged=found.state is ApplicationState.ENGAGED,
        values=values or _marked(card),
        errors=errors,
    )


def _marked(card: boards.Card) -> dict[str, Any]:
    return {"stars": card.stars, "tags": card.mark.tags if card.mark else ""}


def _others(found: Application) -> list[tuple[UUID, str]]:
    """Who else applied to this gig: for notes on a pair."""
    session = db.session()
    gig = session.get_one(Gig, found.gig_id)
    parts = boards.board_of(session, gig, posted(session, gig))
    cards = [card for part in parts for _, cards in part.columns for card in cards]
    return [(card.application.id, card.name) for card in cards if card.application.id != found.id]


def offer(application_id: UUID, values: Any, errors: Any) -> str:
    session, actor = db.session(), current_actor()
    found = reading.application_to_cast(session, application_id, actor)
    gig = session.get_one(Gig, found.gig_id)
    content = posted(session, gig)
    pay, part = content.pay, part_of(content, found.part_key)
    counter = reading.open_offer_of(session, found.id)
    wished = SceneContent.read(counter.terms).pay if counter else None
    begin = wished or pay
    offered = {
        "hourly": major(begin.hourly_minor, pay.currency),
        "take": major(begin.take_minor, pay.currency),
        "days": 5,
    }
    return render_template(
        "marketplace/casting/offer.html",
        application=found,
        name=hooks.names(session, [found.performer_id])[found.performer_id],
        gig=gig,
        part=part,
        pay=pay,
        wished=wished,
        cost=cost_of_seat(content, part),
        unchecked=may_be_booked(session, found.performer_id),
        hindered=why_not(session, found.performer_id, gig.client_id),
        has_address=bool(addresses.read(session, gig.client_id)),
        values=values if values is not None else offered,
        errors=errors,
    )
