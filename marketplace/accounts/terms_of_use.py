"""Which text of the terms of use everybody who opens an account accepts, and that they did."""

from uuid import UUID

from sqlalchemy.orm import Session

from foundation import audit
from marketplace.accounts.visitors import themselves

VERSION = "2026-03"


def note_accepted(session: Session, account_id: UUID, kind: str, **declared: bool) -> None:
    """A step: on record with the version that was shown, by whom, and when."""
    who = themselves(account_id)
    audit.record(session, who, "terms.accepted", account_id, version=VERSION, kind=kind, **declared)
