"""Random bytes for passkeys to sign: given to one browser, good for one answer, for minutes."""

import secrets
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from foundation.clock import now
from foundation.statements import changed
from marketplace.accounts.factors.errors import WrongPasskey
from marketplace.accounts.factors.models import PasskeyChallenge

LASTS = timedelta(minutes=5)


def give(session: Session, account_id: UUID | None) -> PasskeyChallenge:
    row = PasskeyChallenge(
        account_id=account_id, challenge=secrets.token_bytes(32), ends_at=now() + LASTS
    )
    session.add(row)
    session.flush()
    return row


def take(session: Session, challenge_id: UUID | None, account_id: UUID | None) -> bytes:
    """Gone with the first answer, right or wrong, whoever of two is first."""
    row = session.execute(
        select(
            PasskeyChallenge.challenge, PasskeyChallenge.ends_at, PasskeyChallenge.account_id
        ).where(PasskeyChallenge.id == challenge_id)
    ).one_or_none()
    if row is None or row.ends_at <= now() or row.account_id != account_id:
        raise WrongPasskey
    if changed(session, delete(PasskeyChallenge).where(PasskeyChallenge.id == challenge_id)) != 1:
        raise WrongPasskey
    return bytes(row.challenge)


def forget_old(session: Session) -> int:
    return changed(session, delete(PasskeyChallenge).where(PasskeyChallenge.ends_at <= now()))
