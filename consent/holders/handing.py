"""The gate for copies. Deciding, registering, telling and publishing are one act or none."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.grants.models import Grant
from consent.holders.deciding import refuse_what_is_not_permitted
from consent.holders.errors import AlreadyHandedOver, NothingToHandOver
from consent.holders.licensing import licensed
from consent.holders.models import HandedOver, Holder
from consent.holders.purposes import Stated
from consent.keeping.openings import write_opened
from consent.ledger.explaining.delivering import DeliveryMade
from consent.ledger.explaining.words import Use
from consent.ledger.openings.writing import Opened
from consent.ledger.outbox import lock_threads
from foundation import audit
from foundation.actors import Actor
from foundation.clock import now
from foundation.statements import among


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """One delivery as it was built, behind a key that nobody knows yet."""

    delivery: UUID
    stated: Stated
    recordings: Mapping[UUID, Sequence[str]]
    """The hashes of the files of each."""
    manifest: str
    """The hash of the list of all of it."""


_NO_SUBJECT = "none"
"""How the ledger says that it is about none of what may be excluded: it spells no empty list, and
a purpose that says nothing is not permitted by whoever excluded something."""


def hand_over(
    session: Session,
    handover: Handover,
    *,
    publish: Callable[[Session], None],
    actor: Actor,
) -> None:
    """A step. `publish` makes the build visible in this transaction, and calls nobody outside.

    Raises NoLicence, OutsideLicence, RecipientNotNamed, RecordingsRefused, AlreadyHandedOver.
    """
    if not handover.recordings or not all(handover.recordings.values()):
        raise NothingToHandOver
    if not handover.stated.uses:  # Without one nothing would be decided, and all of it go out.
        raise NothingToHandOver
    licence = licensed(session, handover.stated)
    # Two of the same at once wait for each other at the client's licence.
    if session.get(HandedOver, handover.delivery) is not None:
        raise AlreadyHandedOver
    grants = _locked(session, handover, licence.thread)
    allowed = refuse_what_is_not_permitted(session, handover.stated, handover.recordings, grants)
    _register(session, handover, licence.licence_id, actor)
    _tell(session, handover, grants, allowed, actor)
    publish(session)
    audit.record(session, actor, "delivery.handed_over", handover.delivery)


def _locked(session: Session, handover: Handover, licence: str) -> Sequence[Grant]:
    """From here on nobody withdraws, narrows or pauses any of them before this delivery is told;
    who comes later finds it among the holders."""
    these = select(Grant).where(among(session, Grant.recording_id, list(handover.recordings)))
    grants = session.scalars(these.order_by(Grant.thread)).all()
    lock_threads(session, [licence, *(grant.thread for grant in grants)])
    return grants


def _register(session: Session, handover: Handover, licence: UUID, actor: Actor) -> None:
    stated = handover.stated
    session.add(
        HandedOver(
            delivery_id=handover.delivery,
            client_id=stated.client,
            recipient_id=stated.recipient,
            licence_id=licence,
            purpose=stated.kept(),
            manifest=handover.manifest,
            handed_over_by=actor.id,
        )
    )
    session.flush()
    session.add_all(
        Holder(
            delivery_id=handover.delivery,
            recording_id=recording,
            client_id=stated.client,
            recipient_id=stated.recipient,
            files=sorted(set(files)),
        )
        for recording, files in handover.recordings.items()
    )
    session.flush()


def _tell(
    session: Session,
    handover: Handover,
    grants: Sequence[Grant],
    allowed: Mapping[Use, set[UUID]],
    actor: Actor,
) -> None:
    """Into the thread of each grant that allows it, for the uses that it allows."""
    uses: dict[UUID, list[Use]] = defaultdict(list)
    for use, by in allowed.items():
        for grant in by:
            uses[grant].append(use)
    told = [
        Opened(
            opening=_made(handover, grant, tuple(uses[grant.id])),
            thread=grant.thread,
            actor=actor.role,
        )
        for grant in grants
        if grant.id in uses
    ]
    write_opened(session, told)


def _made(handover: Handover, grant: Grant, uses: tuple[Use, ...]) -> DeliveryMade:
    stated = handover.stated
    return DeliveryMade(
        person=grant.performer_id,
        at=now(),
        recording=grant.recording_id,
        agreement=grant.agreement_id,
        delivery=handover.delivery,
        client=stated.client,
        recipient=stated.recipient,
        uses=uses,
        end_product=stated.end_product,
        models=stated.models,
        model_class=stated.model_class,
        territories=stated.territories,
        regions=stated.regions,
        subjects=(_NO_SUBJECT,) if stated.subjects == () else stated.subjects,
        manifest=handover.manifest,
    )
