"""What this package keeps about a person, for the export of their own data."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from marketplace.accounts.mail_change.models import MailChange
from marketplace.accounts.models import Account, RoleGrant, SignIn
from marketplace.accounts.tokens.models import ApiToken

Rows = list[dict[str, Any]]


def exports_of(session: Session, person_id: UUID) -> dict[str, Any]:
    account = session.get_one(Account, person_id)
    return {
        "account": {
            "id": str(account.id),
            "name": account.name,
            "email": account.email,
            "email_verified_at": _said(account.email_verified_at),
            "language": account.locale,
            "zone": account.zone,
            "created_at": _said(account.created_at),
        },
        "roles": _roles(session, person_id),
        "sign_ins": _sign_ins(session, person_id),
        "mail_changes": _mail_changes(session, person_id),
        "tokens": _tokens(session, person_id),
    }


def _roles(session: Session, person_id: UUID) -> Rows:
    kept = (
        RoleGrant.role,
        RoleGrant.on_behalf_of,
        RoleGrant.granted_at,
        RoleGrant.granted_because,
        RoleGrant.ended_at,
        RoleGrant.ended_because,
    )
    return _each(session, kept, RoleGrant.account_id == person_id, RoleGrant.granted_at)


def _sign_ins(session: Session, person_id: UUID) -> Rows:
    kept = (SignIn.started_at, SignIn.seen_at, SignIn.ended_at, SignIn.address, SignIn.agent)
    return _each(session, kept, SignIn.account_id == person_id, SignIn.started_at)


def _mail_changes(session: Session, person_id: UUID) -> Rows:
    kept = (MailChange.old_email, MailChange.new_email, MailChange.asked_at, MailChange.done_at)
    return _each(session, kept, MailChange.account_id == person_id, MailChange.asked_at)


def _tokens(session: Session, person_id: UUID) -> Rows:
    """Never the secret, nor its hash."""
    kept = (ApiToken.name, ApiToken.created_at, ApiToken.used_at, ApiToken.revoked_at)
    return _each(session, kept, ApiToken.account_id == person_id, ApiToken.created_at)


def _each(
    session: Session, kept: Sequence[InstrumentedAttribute[Any]], theirs: Any, order: Any
) -> Rows:
    rows = session.execute(select(*kept).where(theirs).order_by(order))
    return [{name: _said(value) for name, value in row._asdict().items()} for row in rows]


def _said(value: Any) -> str | None:
    if value is None:
        return None
    return str(value.isoformat()) if hasattr(value, "isoformat") else str(value)
