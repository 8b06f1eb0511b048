"""What closing erases in this package's own tables. Others do theirs through `hooks.erase_of`."""

from uuid import UUID

from sqlalchemy import delete, func, update
from sqlalchemy.orm import Session

from foundation.clock import now
from marketplace.accounts.mail_change.models import MailChange
from marketplace.accounts.models import Account, RoleGrant, SignIn
from marketplace.accounts.tokens.models import ApiToken


def erase_account(session: Session, account_id: UUID) -> None:
    """The row stays as an id: audit and cases point at it. Its address can register again."""
    session.execute(
        update(Account)
        .where(Account.id == account_id)
        .values(
            email=None,
            name="",
            password_hash=None,
            email_verified_at=None,
            locale="en",
            zone="UTC",
            closed_at=now(),
            version=Account.version + 1,
        )
    )


def end_sign_ins(session: Session, account_id: UUID) -> None:
    """All of them, here and elsewhere; where from is forgotten."""
    theirs = update(SignIn).where(SignIn.account_id == account_id)
    ended = theirs.where(SignIn.ended_at.is_(None))
    session.execute(ended.values(ended_at=now(), ended_because="account closed"))
    session.execute(theirs.values(address="", agent=""))


def end_roles(session: Session, account_id: UUID) -> None:
    theirs = update(RoleGrant).where(
        RoleGrant.account_id == account_id, RoleGrant.ended_at.is_(None)
    )
    session.execute(theirs.values(ended_at=now()))


def forget_mail_changes(session: Session, account_id: UUID) -> None:
    """Also so that no link of one can bring an address back to a closed account."""
    session.execute(delete(MailChange).where(MailChange.account_id == account_id))


def revoke_tokens(session: Session, account_id: UUID) -> None:
    theirs = update(ApiToken).where(ApiToken.account_id == account_id)
    session.execute(theirs.values(name="", revoked_at=func.coalesce(ApiToken.revoked_at, now())))
