"""The answers kept so that a repeated POST does nothing twice."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from foundation.clock import now
from foundation.tables import Base


class KeptAnswer(Base):
    __tablename__ = "foundation_kept_answer"

    owner_id: Mapped[UUID] = mapped_column(primary_key=True)
    """Whose key: two people may choose the same."""
    key: Mapped[str] = mapped_column(primary_key=True)
    fingerprint: Mapped[str]
    """SHA-256 over method, path and body: the same key for another request is refused."""
    kept_at: Mapped[datetime] = mapped_column(default_factory=now, index=True)
    status: Mapped[int] = mapped_column(default=0)
    body: Mapped[str | None] = mapped_column(default=None)
    """None where the answer held a secret: those are never stored."""
