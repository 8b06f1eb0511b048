"""Opening an account: the steps that sign-up, invitations and the demo share."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from foundation import audit
from foundation.clock import now
from foundation.ids import new_id
from foundation.statements import insert_unless_there
from marketplace.accounts.models import Account
from marketplace.accounts.visitors import themselves


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Checked input: the address in lower case, the password hashed."""

    name: str
    email: str
    password_hash: str
    zone: str
    locale: str


def open_account(
    session: Session, newcomer: Newcomer, *, verified: bool = False, account_id: UUID | None = None
) -> UUID | None:
    """A step. None where the address is taken; of two at once, one gets it."""
    account_id = account_id or new_id()
    at = now()
    opened = insert_unless_there(
        session,
        Account,
        id=account_id,
        email=newcomer.email,
        name=newcomer.name,
        password_hash=newcomer.password_hash,
        email_verified_at=at if verified else None,
        zone=newcomer.zone,
        locale=newcomer.locale,
        created_at=at,
        version=1,
    )
    if not opened:
        return None
    audit.record(session, themselves(account_id), "account.opened", account_id)
    return account_id
