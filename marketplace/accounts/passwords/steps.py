"""Setting a password that was already checked and hashed."""

from sqlalchemy import update
from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import Actor
from marketplace.accounts.models import Account


def set_password(session: Session, actor: Actor, account: Account, hashed: str) -> None:
    """A step. Hash first, outside: it takes time that no transaction should be held for."""
    account.password_hash = hashed
    audit.record(session, actor, "password.changed", account.id)


def keep_stronger_hash(session: Session, account: Account, hashed: str) -> None:
    """The same password under today's parameters, unless it was changed in the meantime."""
    session.execute(
        update(Account)
        .where(Account.id == account.id, Account.password_hash == account.password_hash)
        .values(password_hash=hashed)
    )
