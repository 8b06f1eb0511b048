"""What this package keeps about a person, for the export of their own data."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.accounts.models import Account, RoleGrant, SignIn


def exports_of(session: Session, person_id: UUID) -> dict[str, Any]:
    account = session.get_one(Account, person_id)
    roles = select(RoleGrant).where(RoleGrant.account_id == person_id)
    sign_ins = select(SignIn).where(SignIn.account_id == person_id)
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
        "roles": [
            {
                "role": grant.role,
                "on_behalf_of": _said(grant.on_behalf_of),
                "granted_at": _said(grant.granted_at),
                "ended_at": _said(grant.ended_at),
            }
            for grant in session.scalars(roles.order_by(RoleGrant.granted_at))
        ],
        "sign_ins": [
            {
                "started_at": _said(each.started_at),
                "last_seen_at": _said(each.seen_at),
                "ended_at": _said(each.ended_at),
                "from_address": each.address,
                "with": each.agent,
            }
            for each in session.scalars(sign_ins.order_by(SignIn.started_at))
        ],
    }


def _said(value: Any) -> str | None:
    if value is None:
        return None
    return str(value.isoformat()) if hasattr(value, "isoformat") else str(value)
