"""What is kept of somebody's factors, to read for themselves and to forget when they leave."""

from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from marketplace.accounts.factors.models import (
    AuthenticatorApp,
    Passkey,
    PasskeyChallenge,
    RecoveryCode,
)


def exports_of(session: Session, account_id: UUID) -> dict[str, Any]:
    """Names and times; secrets and keys prove who somebody is, so they stay where they are."""
    return {
        "authenticator_apps": _each(session, AuthenticatorApp, account_id),
        "passkeys": _each(session, Passkey, account_id),
    }


def forget(session: Session, account_id: UUID) -> None:
    for model in (AuthenticatorApp, Passkey, PasskeyChallenge, RecoveryCode):
        session.execute(delete(model).where(model.account_id == account_id))


def _each(
    session: Session, model: type[AuthenticatorApp] | type[Passkey], account_id: UUID
) -> list[dict[str, str | None]]:
    rows = session.execute(
        select(model.name, model.created_at, model.used_at).where(model.account_id == account_id)
    )
    return [
        {
            "name": name,
            "set_up_at": created_at.isoformat(),
            "used_at": used_at.isoformat() if used_at else None,
        }
        for name, created_at, used_at in rows
    ]
