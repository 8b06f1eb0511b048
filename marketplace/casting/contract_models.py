"""The written contract of an engagement: made with it, the same bytes for both sides."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from foundation.append_only import append_only
from foundation.clock import now
from foundation.tables import Base


class Contract(Base):
    """That there is one, and which: stays."""

    __tablename__ = "marketplace_contract"

    engagement_id: Mapped[UUID] = mapped_column(
        ForeignKey("marketplace_engagement.id"), primary_key=True
    )
    hash: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(default_factory=now)


class ContractDocument(Base):
    """The document, with the names in it: sealed, and kept for as long as the law asks."""

    __tablename__ = "marketplace_contract_document"

    engagement_id: Mapped[UUID] = mapped_column(
        ForeignKey("marketplace_contract.engagement_id"), primary_key=True
    )
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


append_only(Contract.__table__)
