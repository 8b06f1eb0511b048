"""Steps that several actions on factors share."""

from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from foundation import fresh
from foundation.clock import now
from marketplace.accounts.factors import queries, recovery
from marketplace.accounts.factors.errors import LastFactorNeeded
from marketplace.accounts.factors.keys import recovery_key
from marketplace.accounts.factors.models import RecoveryCode
from marketplace.accounts.models import Account, SignIn


def lock(session: Session, account_id: UUID) -> None:
    """One change of a person's factors at a time: two removals at once must not leave none."""
    session.execute(select(Account.id).where(Account.id == account_id).with_for_update())


def refuse_to_leave_none(session: Session, account_id: UUID) -> None:
    last = queries.factor_count(session, account_id) <= 1
    if last and queries.needs_factor(session, account_id):
        raise LastFactorNeeded


def drop_recovery_codes_if_alone(session: Session, account_id: UUID) -> None:
    """Without a factor to recover from, they would only be ten more passwords."""
    if not queries.has_factor(session, account_id):
        drop_recovery_codes(session, account_id)


def drop_recovery_codes(session: Session, account_id: UUID) -> None:
    session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account_id))


def write_recovery_codes(session: Session, account_id: UUID) -> list[str]:
    """New ones in place of the old; only their digests stay here."""
    drop_recovery_codes(session, account_id)
    codes = recovery.new_codes()
    key = recovery_key()
    session.add_all(
        RecoveryCode(account_id=account_id, digest=recovery.digest(code, key)) for code in codes
    )
    return codes


def count_as_shown(session: Session, account_id: UUID, sign_in_id: UUID) -> None:
    """A factor that was just set up was shown by that: this sign-in may act now. Others that
    showed only the password have no longer shown all there is: each is asked before it may add
    a factor of its own, because whoever else knows the password may be in one of them."""
    session.execute(
        update(SignIn)
        .where(SignIn.id == sign_in_id, SignIn.account_id == account_id)
        .values(second_factor_at=now())
    )
    session.execute(
        update(SignIn)
        .where(SignIn.account_id == account_id, SignIn.id != sign_in_id)
        .where(SignIn.ended_at.is_(None), SignIn.second_factor_at.is_(None))
        .values(authenticated_at=now() - 2 * fresh.LASTS)
    )
