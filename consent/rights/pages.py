"""What the list of rights and the page of pauses show."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import url_for
from sqlalchemy.orm import Session

from consent.ledger.explaining.words import SuspensionCause
from consent.recordings.models import Recording
from consent.recordings.naming import titles
from consent.rights import queries
from consent.rights.cards import cards
from consent.rights.models import RenewalOffer
from consent.rights.queries import Shown
from consent.signing.queries import answerable_now
from foundation import hooks
from foundation.actors import Actor
from foundation.database import db

Named = tuple[UUID, str]

_LABELS = {
    Shown.ALL: "All",
    Shown.ALLOWED: "Allowed",
    Shown.PAUSED: "Paused",
    Shown.ENDED: "Ended",
}


def page_values(
    actor: Actor,
    state: Shown = Shown.ALL,
    client: UUID | None = None,
    after: str | None = None,
) -> dict[str, Any]:
    session = db.session()
    found = queries.page(session, actor.id, shown=state, client_id=client, after=after)
    return {
        "cards": cards(session, actor.id, found.items),
        "next": found.next,
        "tabs_shown": [
            (label, url_for("rights.page", state=each.value, client=client), each is state)
            for each, label in _LABELS.items()
        ],
        "state": state,
        "client": client,
        "clients": clients_named(session, actor.id),
        "offers": _offers(session, actor.id),
        "extent": queries.extent(session, actor.id, client),
        "strike": _strike(session, actor.id),
        "papers": len(answerable_now(session, actor.id)),
    }


def pauses_values(session: Session, actor: Actor) -> dict[str, Any]:
    pauses = queries.pauses_of(session, actor.id)
    clients = clients_named(session, actor.id)
    names = dict(clients)
    return {
        "strike": _strike(session, actor.id),
        "pauses": [
            (each, names.get(each.client_id, "Everything") if each.client_id else "Everything")
            for each in pauses
            if each.cause is SuspensionCause.OWN_CHOICE
        ],
        "clients": clients,
    }


def clients_named(session: Session, performer_id: UUID) -> list[tuple[UUID, str]]:
    ids = queries.clients_of(session, performer_id)
    names = hooks.names(session, ids)
    return sorted(((each, names.get(each, "A client")) for each in ids), key=lambda each: each[1])


def _offers(session: Session, performer_id: UUID) -> list[tuple[RenewalOffer, int, list[Named]]]:
    """With how many recordings each is about, and the first of them by name."""
    return [
        (offer, count, _titled(session, queries.first_offered(session, offer)))
        for offer, count in queries.offers_to(session, performer_id)
    ]


def _titled(session: Session, recordings: Sequence[Recording]) -> list[Named]:
    named = titles(session, recordings)
    return [(each.id, named[each.id]) for each in recordings]


def _strike(session: Session, performer_id: UUID) -> Any:
    """The switch, where it is on."""
    pauses = queries.pauses_of(session, performer_id)
    return next((each for each in pauses if each.cause is SuspensionCause.STRIKE), None)
