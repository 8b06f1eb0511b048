"""What an account's things are called where an id would say nothing, for those who audit."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from marketplace.accounts.factors.models import AuthenticatorApp, Passkey
from marketplace.accounts.invitations.models import Invitation
from marketplace.accounts.models import Account, SignIn
from marketplace.accounts.queries import CLOSED_NAME
from marketplace.accounts.roles import LABELS
from marketplace.accounts.tokens.models import ApiToken

_OWNED: tuple[tuple[str, InstrumentedAttribute[UUID], InstrumentedAttribute[UUID]], ...] = (
    ("Sign-in", SignIn.id, SignIn.account_id),
    ("API token", ApiToken.id, ApiToken.account_id),
    ("Authenticator app", AuthenticatorApp.id, AuthenticatorApp.account_id),
    ("Passkey", Passkey.id, Passkey.account_id),
)


def references_of(session: Session, ids: Collection[UUID]) -> dict[UUID, str]:
    found = _invitations(session, ids)
    for word, id_, owner in _OWNED:
        rows: Any = session.execute(
            select(id_, Account.name).join(Account, Account.id == owner).where(id_.in_(ids))
        )
        found |= {each: f"{word} of {name or CLOSED_NAME}" for each, name in rows}
    return found


def _invitations(session: Session, ids: Collection[UUID]) -> dict[UUID, str]:
    rows = session.execute(select(Invitation.id, Invitation.role).where(Invitation.id.in_(ids)))
    return {row.id: f"Invitation as {LABELS[row.role]}" for row in rows}
