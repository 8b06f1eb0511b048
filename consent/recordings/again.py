"""What was recorded and accepted is allowed once more: under another paper, for another client."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.grants.following import begin, follow_all
from consent.grants.models import Grant
from consent.keeping.openings import write_opened
from consent.ledger.explaining.consenting import ConsentGiven
from consent.ledger.explaining.opening import Opening
from consent.ledger.explaining.working import RecordingRegistered, TakeAccepted
from consent.ledger.fresh_ids import fresh_id
from consent.ledger.openings.writing import Opened
from consent.media.models import Destruction
from consent.recordings.errors import NotThereAnyMore
from consent.recordings.judging import about
from consent.recordings.models import Judgement, Recording
from consent.recordings.pausing import reach_new
from consent.recordings.registering import given_terms
from consent.terms.signed import SignedTerms
from foundation.statements import among


def allow_again(
    session: Session, recordings: Collection[UUID], terms: SignedTerms, *, role: str
) -> list[Grant]:
    """A step: a grant for each of them under the paper that was signed for it. What has one under
    this paper is left as it is, and what is not there any more is left out. Raises NotThereAnyMore
    where nothing is."""
    found = _there(session, recordings)
    known = select(Grant.recording_id).where(
        among(session, Grant.recording_id, recordings),
        Grant.performer_id == terms.performer,
        Grant.agreement_id == terms.agreement,
    )
    before = set(session.scalars(known))
    told: list[tuple[Grant, Opening]] = []
    for recording in found:
        if recording.id not in before:
            told += _begun(session, recording, terms)
    if not told:
        return []
    write_opened(
        session,
        [Opened(opening=each, thread=grant.thread, actor=role) for grant, each in told],
    )
    follow_all(session, told)
    grants = list({grant.id: grant for grant, _ in told}.values())
    reach_new(session, [(grant, terms.client) for grant in grants])
    return grants


def _there(session: Session, ids: Collection[UUID]) -> list[Recording]:
    """Accepted, and nobody has ordered it to be destroyed: under their locks, in their order."""
    wanted = select(Recording).where(among(session, Recording.id, ids)).order_by(Recording.id)
    found = session.scalars(wanted.with_for_update()).all()
    ordered = select(Destruction.recording_id).where(
        among(session, Destruction.recording_id, ids), Destruction.called_off_at.is_(None)
    )
    gone = set(session.scalars(ordered))
    fit = [each for each in found if each.judged is Judgement.ACCEPTED and each.id not in gone]
    if not fit:
        raise NotThereAnyMore
    return fit


def _begun(
    session: Session, recording: Recording, terms: SignedTerms
) -> list[tuple[Grant, Opening]]:
    grant = begin(
        session,
        recording=recording.id,
        performer=terms.performer,
        agreement=terms.agreement,
        thread=fresh_id(),
        client=terms.client if terms.client != recording.client_id else None,
    )
    said = about(grant)
    return [
        (grant, ConsentGiven(**said, **given_terms(terms))),
        (grant, RecordingRegistered(**said, sha256=recording.sha256, take=recording.take_id)),
        (grant, TakeAccepted(**said, take=recording.take_id)),
    ]
