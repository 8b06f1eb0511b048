"""Licences to try things on, made by the steps that pages take."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from consent.agreements.planned import Planned, PlannedLimits
from consent.ledger.explaining.words import Answer, Use
from consent.licences import offering, queries, signing
from consent.licences.templates import actions
from consent.licences.templates import queries as templates
from consent.licences.templates.actions import Text
from consent.licences.templates.planned import Duties, PlannedLicence
from foundation import clock
from foundation.actors import Actor, Power
from foundation.database import db
from tests.cast import NORTHLAB, Person

KEEPS = frozenset((Power.KEEP_AGREEMENTS, Power.KEEP_RIGHTS))
WRITER = Actor(id=UUID(int=21), role="compliance", powers=KEEPS)
SECOND = Actor(id=UUID(int=22), role="compliance", powers=KEEPS)
TERMS = PlannedLicence(
    rights=Planned(
        uses={
            Use.REVIEW: Answer.ALLOWED,
            Use.EVALUATION: Answer.ALLOWED,
            Use.GENERATIVE_TRAINING: Answer.CONSTRAINED,
        },
        months=12,
        limits=PlannedLimits(storage_regions=("EU",), end_products=("companion", "support")),
    ),
    duties=Duties(supplies_others=True, report_every_months=3),
)
TEXT = Text(locale="en", title="Licence for training", body="Plain words.")


def terms(**rights: Any) -> PlannedLicence:
    return replace(TERMS, rights=replace(TERMS.rights, **rights))


def draft(planned: PlannedLicence = TERMS, name: str = "Training", text: Text = TEXT) -> UUID:
    begun = actions.begin_template(name, planned, actor=WRITER)
    actions.change_version(begun, 1, planned, text, actor=WRITER)
    return begun


def published(planned: PlannedLicence = TERMS, name: str = "Training") -> UUID:
    begun = draft(planned, name)
    actions.propose_version(begun, 2, actor=WRITER)
    actions.publish_version(begun, actor=SECOND)
    return begun


def offered(version_id: UUID, client_id: UUID = NORTHLAB) -> UUID:
    """The licence's id."""
    return offering.offer_licence(client_id, version_id, clock.now().date(), actor=WRITER)


def open_offer(licence_id: UUID) -> UUID:
    db.session.rollback()
    found = queries.open_offer(db.session(), licence_id)
    assert found is not None
    return found.id


def sign(offer_id: UUID, owner: Person, name: str = "Ada Brandt") -> UUID:
    seen = signing.show_offer(offer_id, actor=owner.actor).hash
    return signing.sign_offer(offer_id, name, seen, actor=owner.actor)


def signed_by(client_id: UUID, offer_id: UUID) -> UUID:
    """By an owner whom nobody knows."""
    powers = frozenset((Power.SIGN_LICENCES,))
    owner = Actor(UUID(int=23), "client_owner", on_behalf_of=client_id, powers=powers)
    seen = signing.show_offer(offer_id, actor=owner).hash
    return signing.sign_offer(offer_id, "Somebody", seen, actor=owner)


def licensed(owner: Person, version_id: UUID | None = None) -> UUID:
    """A licence that holds from today on."""
    assert owner.actor.on_behalf_of
    licence = offered(version_id or published(), owner.actor.on_behalf_of)
    sign(open_offer(licence), owner)
    return licence


def version_of(version_id: UUID) -> Any:
    db.session.rollback()
    return templates.version(db.session(), version_id)
