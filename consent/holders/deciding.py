"""Every use of a delivery is decided for every recording, with every reason against."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from consent.decisions.deciding import decide
from consent.decisions.many import grants_allowing
from consent.grants.models import Grant
from consent.holders.errors import RecordingsRefused
from consent.holders.purposes import Stated
from consent.ledger.explaining.words import Use
from consent.terms.purpose import Purpose
from foundation.clock import now

SPLIT = "no single consent of each performer covers all that was stated"
"""Two agreements of one performer may each allow a part. None could then say what was delivered."""
Found = dict[UUID, dict[str, None]]


def refuse_what_is_not_permitted(
    session: Session, stated: Stated, recordings: Collection[UUID], grants: Sequence[Grant]
) -> Mapping[Use, set[UUID]]:
    """By use, the grants that allow all of it. Raises RecordingsRefused with all reasons."""
    against: Found = defaultdict(dict)
    allowed: dict[Use, set[UUID]] = {}
    for use, purposes in stated.by_use().items():
        for purpose in purposes:
            _decide(session, recordings, purpose, against)
        allowed[use] = set.intersection(
            *(grants_allowing(session, recordings, purpose, now()) for purpose in purposes)
        )
        _refuse_split(grants, allowed[use], against)
    if against:
        reasons = {recording: tuple(found) for recording, found in against.items()}
        raise RecordingsRefused(len(reasons), len(recordings), reasons)
    return allowed


def _decide(
    session: Session, recordings: Collection[UUID], purpose: Purpose, against: Found
) -> None:
    decisions = decide(session, list(recordings), purpose)
    for recording in decisions.refused():
        for refusal in decisions.refusals(recording):
            against[recording] |= dict.fromkeys(refusal.sentences())


def _refuse_split(grants: Iterable[Grant], allowed: set[UUID], against: Found) -> None:
    performers = {(grant.recording_id, grant.performer_id) for grant in grants}
    covered = {(grant.recording_id, grant.performer_id) for grant in grants if grant.id in allowed}
    for recording, _ in performers - covered:
        if recording not in against:
            against[recording][SPLIT] = None
