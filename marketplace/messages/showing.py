"""A conversation and the list of them, as they look to whoever reads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import url_for
from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation import hooks
from foundation.actors import Actor
from foundation.formats import when
from foundation.shell import reader
from marketplace.accounts.roles import CLIENT_SIDE
from marketplace.bookings.models import Booking
from marketplace.clients.naming import Asking, shown_names
from marketplace.gigs.models import Gig
from marketplace.messages import policy
from marketplace.messages.models import About, Conversation, Side
from marketplace.messages.queries import Listed
from marketplace.messages.reading import Opened, Said, said_in
from marketplace.profiles.mandates.models import MandateScope
from marketplace.requests.models import RequestVersion
from marketplace.requests.usage import Usage
from marketplace.requests.words import Named

WORDS = {
    About.APPLICATION: "Application",
    About.ENGAGEMENT: "Engagement",
    About.BOOKING: "Booking",
}


@dataclass(frozen=True, slots=True)
class Shown:
    title: str
    what: str
    back: str
    """The page of what it is about; empty where this reader has none."""
    others: str
    said: list[Said]
    names: Mapping[UUID, str]
    may_write: bool
    apart: bool
    is_sealed: bool
    """This reader's name stands sealed: they are told not to give it away themselves."""


def shown(session: Session, opened: Opened, actor: Actor) -> Shown:
    subject, side = opened.subject, opened.side
    said = said_in(session, opened.conversation) if opened.conversation else []
    client = client_names(session, [subject.gig], actor)[subject.gig.id]
    players = hooks.names(session, subject.performer_ids)
    apart = side is not None and policy.are_apart(session, actor, subject, side)
    may = policy.side_of(session, actor, subject, MandateScope.NEGOTIATE) is not None
    return Shown(
        title=subject.gig.title,
        what=_what(session, subject.about, subject.id),
        back=_back(opened, actor),
        others=_others(actor, client, players),
        said=said,
        names=_authors(session, said, actor, client),
        may_write=may and not apart,
        apart=apart,
        is_sealed=side is Side.CLIENT and _is_sealed(session, subject.gig),
    )


def with_whom(session: Session, rows: list[Listed], actor: Actor) -> dict[UUID, str]:
    """By conversation: who is on the other side, as this reader may know them."""
    gig_ids = {each.conversation.gig_id for each in rows}
    gigs = list(session.scalars(select(Gig).where(Gig.id.in_(gig_ids))))
    clients = client_names(session, gigs, actor)
    wanted = {each.conversation.performer_id for each in rows if each.conversation.performer_id}
    players = hooks.names(session, wanted)
    return {
        each.conversation.id: _whom(each.conversation, clients, players, actor) for each in rows
    }


def client_names(session: Session, gigs: Sequence[Gig], actor: Actor) -> dict[UUID, str]:
    """By gig. Whether a client is sealed stands in the version that is posted."""
    of = RequestVersion
    wanted = select(of).where(of.id.in_([each.version_id for each in gigs]))
    usage = {each.id: each.scene().usage for each in session.scalars(wanted)}
    asking = [_asking(gig, usage[gig.version_id]) for gig in gigs]
    names = shown_names(session, asking, actor)
    return {gig.id: names[gig.request_id] for gig in gigs}


def _asking(gig: Gig, usage: Usage) -> Asking:
    sealed = usage.client is Named.SEALED
    return Asking(gig.request_id, gig.client_id, sealed=sealed, sector=usage.sector)


def _whom(
    conversation: Conversation,
    clients: Mapping[UUID, str],
    players: Mapping[UUID, str],
    actor: Actor,
) -> str:
    client = clients[conversation.gig_id]
    player = (
        players.get(conversation.performer_id, "") if conversation.performer_id else "All who play"
    )
    if actor.role in CLIENT_SIDE:
        return player
    return client if conversation.performer_id == actor.id else f"{player} · {client}"


def _others(actor: Actor, client: str, players: Mapping[UUID, str]) -> str:
    others = [name for id_, name in sorted(players.items()) if id_ != actor.id]
    return ", ".join(others if actor.role in CLIENT_SIDE else [*others, client])


def _authors(session: Session, said: list[Said], actor: Actor, client: str) -> dict[UUID, str]:
    sides = {each.message.author_id: each.message.side for each in said}
    names = hooks.names(session, sides)
    return {
        id_: "You" if id_ == actor.id else _author(names.get(id_, "Somebody"), side, actor, client)
        for id_, side in sides.items()
    }


def _author(name: str, side: Side, actor: Actor, client: str) -> str:
    """Who wrote for a client has the client's name to others, and their own to colleagues."""
    if side is Side.CASTING:
        return "Casting, of Fairtake"
    if side is Side.CLIENT and actor.role not in CLIENT_SIDE:
        return client
    return f"{name}, agent" if side is Side.AGENT else name


def _what(session: Session, about: About, about_id: UUID) -> str:
    if about is not About.BOOKING:
        return WORDS[about]
    return f"Booking of {when(session.get_one(Booking, about_id).starts_at, reader())}"


def _back(opened: Opened, actor: Actor) -> str:
    about, id_ = opened.subject.about, opened.subject.id
    if opened.side is None or opened.side is Side.AGENT:
        return ""
    if about is About.BOOKING:
        return url_for("bookings.booking", booking_id=id_)
    if about is About.ENGAGEMENT:
        return ""
    plays = opened.side is Side.PERFORMER
    return url_for("applications.show" if plays else "casting.application", application_id=id_)


def _is_sealed(session: Session, gig: Gig) -> bool:
    version = session.get_one(RequestVersion, gig.version_id)
    return version.scene().usage.client is Named.SEALED
