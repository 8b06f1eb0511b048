"""What a client's auditors are shown of a delivery: as it was handed over, and as it holds now."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.grants.knowing import rights_of
from consent.grants.models import Grant
from consent.holders.queries import handed_over, stated
from consent.ledger.explaining.moves import PERMITTING
from consent.ledger.explaining.words import Use
from consent.licences.queries import licence_for
from consent.recalls.models import Recall
from consent.recalls.queries import answers
from consent.recordings.for_whom import given_to
from consent.terms.bits import BIT
from foundation import hooks
from foundation.clock import now
from foundation.statements import among
from marketplace.deliveries.building.models import Delivery
from marketplace.deliveries.describing.bundle import Party
from marketplace.deliveries.describing.proof import (
    About,
    Licensed,
    Link,
    Manifest,
    Now,
    Proof,
    Recalled,
    proof_of,
    recordings_in,
)
from marketplace.deliveries.taking.deciding import refused
from marketplace.deliveries.taking.errors import NotDelivered


def prove(
    session: Session, found: Delivery, manifest: Manifest, licences_at: str, links: Sequence[Link]
) -> Proof:
    """Everything that can end is asked anew."""
    handed = handed_over(session, [found.id]).get(found.id)
    if handed is None or found.manifest is None:
        raise NotDelivered
    held = recordings_in(manifest)
    ended = refused(session, stated(handed), held)
    before = session.get(Delivery, found.follows_id) if found.follows_id else None
    parties = {each for each in (found.client_id, found.recipient_id) if each is not None}
    names = hooks.names(session, parties)
    about = About(
        client=Party(id=found.client_id, name=names.get(found.client_id, "A client")),
        recipient=_party(found.recipient_id, names),
        delivered_at=handed.handed_over_at,
        manifest_hash=handed.manifest,
        links=tuple(links),
        follows=before.reference if before else None,
    )
    as_of = Now(
        at=now(),
        refused={each: _sentence(against.reasons) for each, against in ended.items()},
        until=_until(session, found.client_id, stated(handed).uses, held - ended.keys()),
        licence=_licensed(session, found.client_id, licences_at),
        recalls=_recalls(session, found, held),
    )
    return proof_of(manifest, about, as_of)


def _party(recipient_id: UUID | None, names: Mapping[UUID, str]) -> Party | None:
    if recipient_id is None:
        return None
    return Party(id=recipient_id, name=names.get(recipient_id, "An end recipient"))


def _sentence(reasons: Collection[str]) -> str:
    said = "; ".join(reasons)
    return f"{said[:1].upper()}{said[1:]}."


def _licensed(session: Session, client_id: UUID, url: str) -> Licensed:
    found = licence_for(session, client_id, now().date())
    return Licensed(holds=found is not None, until=found.ends_on if found else None, url=url)


def _until(
    session: Session, client: UUID, uses: Collection[Use], recordings: Collection[UUID]
) -> dict[Use, date | None]:
    """Of each use the first last day: a performer's longest consent to this client, of all who
    perform."""
    these = select(Grant).where(
        among(session, Grant.recording_id, list(recordings)), given_to(client)
    )
    grants = session.scalars(these).all()
    rights = rights_of(session, grants)
    found: dict[Use, date | None] = {}
    for use in uses:
        longest: dict[tuple[UUID, UUID], date] = {}
        for grant in grants:
            right = rights.get(grant.id)
            if right is None or right.state not in PERMITTING or not right.uses & BIT[use]:
                continue
            whose = grant.recording_id, grant.performer_id
            longest[whose] = max(longest.get(whose, right.ends_on), right.ends_on)
        found[use] = min(longest.values(), default=None)
    return found


def _recalls(session: Session, found: Delivery, held: Collection[UUID]) -> list[Recalled]:
    """Of this client's copy, or of its recipient's."""
    of = Recall
    theirs = select(of).where(
        of.client_id == found.client_id,
        of.recipient_id == found.recipient_id if found.recipient_id else of.recipient_id.is_(None),
        among(session, of.recording_id, list(held)),
    )
    recalls = session.scalars(theirs).all()
    answered = answers(session, recalls)
    return [
        Recalled(
            id=each.id,
            recording=each.recording_id,
            cause=each.cause,
            opened_at=each.opened_at,
            due_at=each.attest_due_at,
            answer=answered[each.id].said if each.id in answered else None,
            answered_at=answered[each.id].at if each.id in answered else None,
        )
        for each in recalls
    ]
