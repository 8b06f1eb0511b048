"""The demo client's licence, signed unless it has one: without it nothing is handed over."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from consent.agreements.planned import Planned, PlannedLimits
from consent.ledger.explaining.words import Answer, Use
from consent.licences import offering, queries, signing
from consent.licences.queries import licence_for
from consent.licences.templates import actions
from consent.licences.templates.actions import Text
from consent.licences.templates.planned import PlannedLicence
from foundation import hooks
from foundation.actors import Actor, Power
from foundation.clock import now
from foundation.database import db
from foundation.ids import new_id

_KEEPS = frozenset((Power.KEEP_AGREEMENTS, Power.KEEP_RIGHTS))
_PLANNED = PlannedLicence(
    rights=Planned(
        uses=dict.fromkeys(
            (Use.REVIEW, Use.EVALUATION, Use.NON_GENERATIVE_TRAINING), Answer.ALLOWED
        ),
        months=12,
        limits=PlannedLimits(storage_regions=("EU",)),
    )
)
_TEXT = Text(
    locale="en",
    title="Licence for training and evaluation",
    body="You may evaluate and train with the recordings that are handed over to you, as far as"
    " each performer allows it. When a recording is recalled you stop within 72 hours and say"
    " within 30 days what became of your copies.",
)


def sign(client_id: UUID) -> None:
    """Two people publish it, one offers it, the client's owner signs."""
    session = db.session()
    is_there = licence_for(session, client_id, now().date()) is not None
    owners = sorted(hooks.people_called(session, "ada@demo.example"))
    session.rollback()
    if is_there or not owners:
        return
    writer, second = (Actor(new_id(), "compliance", powers=_KEEPS) for _ in range(2))
    version = actions.begin_template("Training and evaluation", _PLANNED, actor=writer)
    actions.change_version(version, 1, _PLANNED, _TEXT, actor=writer)
    actions.propose_version(version, 2, actor=writer)
    actions.publish_version(version, actor=second)
    licence = offering.offer_licence(client_id, version, now().date(), actor=second)
    _sign(licence, Actor(owners[0], "client_owner", client_id, frozenset((Power.SIGN_LICENCES,))))


def _sign(licence_id: UUID, owner: Actor) -> None:
    offer = queries.open_offer(db.session(), licence_id)
    if offer is not None:
        offer_id = offer.id
        seen = signing.show_offer(offer_id, actor=owner).hash
        signing.sign_offer(offer_id, "Ada", seen, actor=owner)


def covered(session: Session, client_id: UUID) -> dict[str, Any]:
    """What a delivery must state to stay within the licence that holds."""
    found = licence_for(session, client_id, now().date())
    if found is None:
        return {}
    limits = found.limits
    several = {
        "models": limits.models,
        "territories": limits.territories,
        "regions": limits.storage_regions or limits.processing_regions,
    }
    stated: dict[str, Any] = {name: each[:1] for name, each in several.items() if each}
    if limits.end_products:
        stated["end_product"] = limits.end_products[0]
    if limits.model_classes:
        stated["model_class"] = limits.model_classes[0]
    return stated if limits.prohibited_subjects is None else {**stated, "subjects": ("weather",)}
