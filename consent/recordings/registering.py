"""Registering recordings: each performer's consent begins with the file it is about.

The caller's transaction holds all of it: the rows, the grants, and what the ledger says.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from consent.grants.following import begin, follow_all
from consent.grants.models import Grant
from consent.keeping.openings import write_opened
from consent.ledger.explaining.consenting import ConsentGiven
from consent.ledger.explaining.opening import Opening
from consent.ledger.explaining.working import RecordingRegistered
from consent.ledger.fresh_ids import fresh_id
from consent.ledger.openings.data_keys import chunked
from consent.ledger.openings.writing import Opened
from consent.recordings.errors import (
    NeverARecording,
    NobodySigned,
    RegisteredOtherwise,
    SameFile,
    SignedForAnother,
    SignedTwice,
)
from consent.recordings.models import Recording
from consent.recordings.pausing import reach_new
from consent.terms.signed import SignedTerms
from foundation.clock import now
from foundation.ids import new_id

_TERMS = (
    *("uses", "limits", "prices", "currency", "royalty_basis_points"),
    *("renewal_fee_minor", "lawful_basis", "post_mortem"),
)


NeverRecorded = Callable[[Session, Collection[str]], Collection[str]]
never_recorded: tuple[NeverRecorded, ...] = ()
"""Which of these files (SHA-256, in hexadecimal digits) no grant may ever be about: what somebody
shows for other ends. `assembly` fills it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRecording:
    client_id: UUID
    take_id: UUID
    sha256: str
    """As `sha256:` and 64 hexadecimal digits."""
    recorded_at: datetime
    brief_hash: str | None = None
    brief_dated_at: datetime | None = None
    id: UUID = field(default_factory=new_id)
    """Given by who may have to repeat it."""


@dataclass(frozen=True, slots=True)
class Begun:
    grant: Grant
    client_id: UUID
    openings: tuple[Opening, ...]


def register_recording(
    session: Session,
    recording: NewRecording,
    signed: Sequence[SignedTerms],
    *,
    role: str = "system",
) -> list[Grant]:
    """A step: a grant for each performer and agreement. The same again is nothing new."""
    return register_recordings(session, [(recording, signed)], role=role)


def register_recordings(
    session: Session,
    many: Sequence[tuple[NewRecording, Sequence[SignedTerms]]],
    *,
    role: str = "system",
) -> list[Grant]:
    """A step. What is new of them, written to the ledger at once."""
    for recording, signed in many:
        _refuse_unsigned(recording, signed)
    known = _known(session, [recording for recording, _ in many])
    new = [(recording, signed) for recording, signed in many if recording.id not in known]
    _refuse_never(session, [recording for recording, _ in new])
    _keep(session, [recording for recording, _ in new])
    begun = [_begin(session, recording, terms) for recording, signed in new for terms in signed]
    if begun:
        _tell(session, begun, role)
        reach_new(session, [(each.grant, each.client_id) for each in begun])
    return [each.grant for each in begun]


def _refuse_unsigned(recording: NewRecording, signed: Sequence[SignedTerms]) -> None:
    if not signed:
        raise NobodySigned(recording.id)
    if any(terms.client != recording.client_id for terms in signed):
        raise SignedForAnother(recording.id)
    if len({(terms.performer, terms.agreement) for terms in signed}) < len(signed):
        raise SignedTwice(recording.id)


def _refuse_never(session: Session, recordings: Sequence[NewRecording]) -> None:
    hashes = {each.sha256.removeprefix("sha256:"): each.id for each in recordings}
    for among in never_recorded:
        for found in among(session, hashes):
            raise NeverARecording(hashes[found])


def _known(session: Session, recordings: Sequence[NewRecording]) -> Mapping[UUID, Recording]:
    asked = {recording.id: recording for recording in recordings}
    known: dict[UUID, Recording] = {}
    for some in chunked(sorted(asked)):
        there = session.scalars(select(Recording).where(Recording.id.in_(some)))
        known |= {row.id: row for row in there}
    for row in known.values():
        if any(getattr(row, name) != said for name, said in asdict(asked[row.id]).items()):
            raise RegisteredOtherwise(row.id)
    return known


def _keep(session: Session, recordings: Sequence[NewRecording]) -> None:
    try:
        session.add_all(Recording(**asdict(recording)) for recording in recordings)
        session.flush()
    except IntegrityError:
        raise SameFile from None


def _begin(session: Session, recording: NewRecording, terms: SignedTerms) -> Begun:
    grant = begin(
        session,
        recording=recording.id,
        performer=terms.performer,
        agreement=terms.agreement,
        thread=fresh_id(),
    )
    about: dict[str, Any] = {
        "person": terms.performer,
        "at": now(),
        "recording": recording.id,
        "agreement": terms.agreement,
    }
    given = ConsentGiven(**about, **given_terms(terms))
    told = RecordingRegistered(**about, sha256=recording.sha256, take=recording.take_id)
    return Begun(grant, recording.client_id, (given, told))


def given_terms(terms: SignedTerms) -> dict[str, Any]:
    """What the opening says of a consent that is given."""
    return {name: getattr(terms, name) for name in _TERMS}


def _tell(session: Session, begun: Sequence[Begun], role: str) -> None:
    """All of it to the ledger at once; then each right follows what was told of it."""
    write_opened(
        session,
        [
            Opened(opening=opening, thread=each.grant.thread, actor=role)
            for each in begun
            for opening in each.openings
        ],
    )
    follow_all(session, [(each.grant, opening) for each in begun for opening in each.openings])
