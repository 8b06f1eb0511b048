"""Made-up licences: a client's signed one with an end recipient and a breach, and one of a client
that owes an answer to a recall."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from consent.agreements.planned import Planned, PlannedLimits
from consent.ledger.explaining.words import Answer, Use
from consent.licences import offering, queries, signing
from consent.licences.breaches.actions import NewBreach, record_breach
from consent.licences.filings import actions as filings
from consent.licences.filings import content
from consent.licences.filings.actions import NewFiling, NewSubProcessor
from consent.licences.filings.models import FilingKind
from consent.licences.recipients.actions import NewRecipient, name_recipient
from consent.licences.templates import actions as templates
from consent.licences.templates.actions import Text
from consent.licences.templates.models import LicenceTemplate
from consent.licences.templates.planned import Duties, PlannedLicence
from foundation import hooks
from foundation.actors import Actor, Power
from foundation.clock import now
from foundation.database import db
from foundation.hooks import DemoPerson, DemoSize

NAME = "Training of conversation models"
LATE = UUID("8c1f7a52-30b4-4f6e-9d6b-2f6f3e0a4c12")
"""The demo's client that owes an answer, of whom consent knows the id alone."""
_KEEPS = frozenset((Power.KEEP_AGREEMENTS, Power.KEEP_RIGHTS))
_TERMS = PlannedLicence(
    rights=Planned(
        uses={
            Use.REVIEW: Answer.ALLOWED,
            Use.NON_GENERATIVE_TRAINING: Answer.ALLOWED,
            Use.GENERATIVE_TRAINING: Answer.CONSTRAINED,
            Use.EVALUATION: Answer.ALLOWED,
            Use.EMOTION_RECOGNITION: Answer.CONSTRAINED,
            Use.SUB_LICENCE: Answer.CONSTRAINED,
        },
        months=24,
        limits=PlannedLimits(
            end_products=("companion", "language_course", "support"),
            prohibited_subjects=("self_harm", "sexual"),
            storage_regions=("EU", "US"),
        ),
    ),
    duties=Duties(supplies_others=True, report_every_months=3, banned_ends=("gambling",)),
)
_TEXT = Text(
    locale="en",
    title="Licence for the training of conversation models",
    body=(
        "You may use the recordings that we hand to you for the uses that are named beside this"
        " text, and for nothing else. Each performer decides about each recording, and may change"
        " their mind.\n\n"
        "You keep the recordings where this licence says, you tell nobody who a performer is, and"
        " you do not try to find out.\n\n"
        "When a performer withdraws, we tell you. You stop, say where the recording went, and"
        " attest what became of it."
    ),
)


def make(_size: DemoSize) -> Iterable[DemoPerson]:
    """For `hooks.demo`. What an earlier start made stays as it is."""
    there = select(LicenceTemplate.id).where(LicenceTemplate.name == NAME)
    known = db.session().scalar(there)
    writer, second = _staff("cora@demo.example"), _staff("alex@demo.example")
    owner = _owner()
    db.session().rollback()
    if known is None and writer and second:
        version = _publish(writer, second)
        if owner is not None:
            _licence(owner, version, writer)
        for late in _owners(LATE):
            _sign(offering.offer_licence(LATE, version, now().date(), actor=writer), late)
        _platform(writer)
    return ()


def _staff(address: str) -> Actor | None:
    for person in hooks.people_called(db.session(), address):
        return Actor(person, "compliance", powers=_KEEPS)
    return None


def _publish(writer: Actor, second: Actor) -> UUID:
    version = templates.begin_template(NAME, _TERMS, actor=writer)
    templates.change_version(version, 1, _TERMS, _TEXT, actor=writer)
    templates.propose_version(version, 2, actor=writer)
    templates.publish_version(version, actor=second)
    return version


def _owner() -> Actor | None:
    """Of a client that nothing is offered to yet."""
    session = db.session()
    clients = set(hooks.organisations(session)) - queries.clients_with_licence(session)
    for client in sorted(clients, key=str):
        for owner in _owners(client):
            return owner
    return None


def _owners(client: UUID) -> list[Actor]:
    people = hooks.acting_for(db.session(), client, Power.SIGN_LICENCES)
    powers = frozenset((Power.SIGN_LICENCES,))
    return [Actor(person, "client_owner", client, powers) for person in sorted(people)]


def _licence(owner: Actor, version: UUID, writer: Actor) -> None:
    """Signed by the client's owner, with an end recipient, and an extension that still waits."""
    client = owner.on_behalf_of
    if client is None:
        return
    licence = offering.offer_licence(client, version, now().date(), actor=writer)
    _sign(licence, owner)
    partner = NewRecipient(
        name="Harbour Speech",
        country="DE",
        purpose="Tests on its own devices whether answers sound natural.",
    )
    name_recipient(licence, partner, actor=owner)
    later = now().date() + timedelta(days=300)
    offering.offer_extension(licence, version, later, actor=writer)
    _breach(client, owner)


def _sign(licence: UUID, owner: Actor) -> None:
    offer = queries.open_offer(db.session(), licence)
    name = hooks.names(db.session(), [owner.id]).get(owner.id, "An owner")
    db.session().rollback()
    if offer is not None:
        seen = signing.show_offer(offer.id, actor=owner).hash
        signing.sign_offer(offer.id, name, seen, actor=owner)


def _breach(client: UUID, owner: Actor) -> None:
    what = (
        "A folder with previews could be opened by all of our staff for two days. Nobody outside"
        " could reach it; it is closed, and we look through its log."
    )
    learned = now() - timedelta(hours=20)
    record_breach(NewBreach(client_id=client, learned_at=learned, what=what), actor=owner)


def _platform(writer: Actor) -> None:
    words = (
        "Recordings of voices and faces are personal. Risk of somebody being recognised: reduced"
        " by character names, watermarked review and named recipients. Risk of use beyond what was"
        " allowed: reduced by a decision before each delivery, recalls and attestations."
    )
    new = NewFiling(
        kind=FilingKind.IMPACT_ASSESSMENT, title="Impact assessment of the platform", client_id=None
    )
    filings.keep_filing(new, content.of_text(words), actor=writer)
    storing = NewSubProcessor(
        name="Object storage",
        purpose="Keeps recordings, encrypted",
        region="EU",
        since_on=now().date(),
    )
    filings.add_sub_processor(storing, actor=writer)
