"""How far witnesses have signed: kept beside each checkpoint, and counted by the policy."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consent.ledger.cosigning import Cosignature
from consent.ledger.keys import VerifierKey
from consent.ledger.models import LedgerCheckpoint, LedgerCosignature, LedgerKey
from consent.ledger.origins import current_origin
from consent.ledger.policies import Policy
from consent.ledger.signing import newest_row
from foundation.clock import now
from foundation.statements import insert_unless_there

LATE = timedelta(hours=1)
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Standing:
    """Signed and witnessed side by side."""

    signed: LedgerCheckpoint
    witnessed: LedgerCheckpoint | None
    """The newest that enough witnesses have signed."""
    apart_since: datetime | None
    """When the first checkpoint was signed that holds more than the witnessed one."""

    @property
    def entries_apart(self) -> int:
        return self.signed.size - (self.witnessed.size if self.witnessed else 0)

    @property
    def late(self) -> bool:
        return self.apart_since is not None and now() - self.apart_since > LATE


def origin_of(checkpoint: LedgerCheckpoint) -> str:
    return checkpoint.note.partition(b"\n")[0].decode()


def store(session: Session, checkpoint: LedgerCheckpoint, found: Cosignature) -> bool:
    """A step. False where another worker has stored this witness's answer already."""
    if session.get(LedgerCosignature, (checkpoint.number, str(found.witness))) is not None:
        return False  # Append-only rows refuse even to be met again on SQLite.
    return insert_unless_there(
        session,
        LedgerCosignature,
        number=checkpoint.number,
        vkey=str(found.witness),
        origin=origin_of(checkpoint),
        size=checkpoint.size,
        line=found.line,
        signed_at=found.signed_at,
    )


def signers(session: Session, checkpoint: LedgerCheckpoint) -> set[str]:
    """Public keys of the witnesses whose line is under it."""
    rows = select(LedgerCosignature.vkey).where(LedgerCosignature.number == checkpoint.number)
    return set(session.scalars(rows))


def known_size(session: Session, origin: str, vkey: str) -> int:
    """How far a witness was when we heard of it last."""
    newest = _newest_of(session, origin, vkey)
    return newest.size if newest else 0


def with_witnesses(session: Session, checkpoint: LedgerCheckpoint) -> bytes:
    """The checkpoint as it is published: our signatures, then the witnesses'."""
    rows = (
        select(LedgerCosignature.line)
        .where(LedgerCosignature.number == checkpoint.number)
        .order_by(LedgerCosignature.vkey)
    )
    return checkpoint.note + "".join(session.scalars(rows)).encode()


def newest_witnessed(session: Session, policy: Policy) -> LedgerCheckpoint | None:
    """The newest checkpoint of the present origin that the policy's quorum has signed."""
    if policy.is_met_by(()):
        return newest_row(session)
    by_vkey = {str(key): key for key in policy.witnesses.values()}
    newest = _newest_numbers(session, by_vkey)
    # None is newer than this one: so where a witness fell silent long ago, the search begins there.
    bounds = sorted(set(newest.values()), reverse=True)
    bound = next((each for each in bounds if policy.is_met_by(_reaching(newest, each))), None)
    if bound is None:
        return None
    for number, keys in _signers_from(session, by_vkey, bound):
        if policy.is_met_by(keys):
            return session.get_one(LedgerCheckpoint, number)
    return None


def standing(session: Session, policy: Policy) -> Standing | None:
    """None where nothing has been signed yet."""
    signed = newest_row(session)
    if signed is None:
        return None
    witnessed = newest_witnessed(session, policy)
    later = select(func.min(LedgerCheckpoint.signed_at))
    if witnessed is None:
        later = later.where(
            LedgerCheckpoint.size > 0, LedgerCheckpoint.signed_at >= _origin_began(session)
        )
    else:
        later = later.where(
            LedgerCheckpoint.size > witnessed.size, LedgerCheckpoint.number > witnessed.number
        )
    return Standing(signed, witnessed, session.scalar(later))


def _newest_numbers(session: Session, by_vkey: Mapping[str, VerifierKey]) -> dict[VerifierKey, int]:
    origin = current_origin(session) or ""
    found = {key: _newest_of(session, origin, vkey) for vkey, key in by_vkey.items()}
    return {key: row.number for key, row in found.items() if row}


def _newest_of(session: Session, origin: str, vkey: str) -> LedgerCosignature | None:
    """One row by the index, however many there are: this is asked every second."""
    theirs = select(LedgerCosignature).where(
        LedgerCosignature.vkey == vkey, LedgerCosignature.origin == origin
    )
    return session.scalars(theirs.order_by(LedgerCosignature.number.desc()).limit(1)).first()


def _reaching(newest: Mapping[VerifierKey, int], bound: int) -> Collection[VerifierKey]:
    return {key for key, number in newest.items() if number >= bound}


def _signers_from(
    session: Session, by_vkey: Mapping[str, VerifierKey], bound: int
) -> Iterator[tuple[int, set[VerifierKey]]]:
    """Newest first, in pieces: enough is usually found in the first."""
    query = select(LedgerCosignature.number, LedgerCosignature.vkey).where(
        LedgerCosignature.vkey.in_(by_vkey), LedgerCosignature.origin == current_origin(session)
    )
    number = LedgerCosignature.number
    for high in range(bound, -1, -_AT_ONCE):
        piece = query.where(number <= high, number > high - _AT_ONCE).order_by(number.desc())
        for each, rows in groupby(session.execute(piece), key=lambda row: row.number):
            yield each, {by_vkey[row.vkey] for row in rows}


def _origin_began(session: Session) -> datetime:
    origin = current_origin(session) or ""
    rows = select(LedgerKey.made_at, LedgerKey.vkey).order_by(LedgerKey.number)
    return next(at for at, vkey in session.execute(rows) if vkey.startswith(f"{origin}+"))
