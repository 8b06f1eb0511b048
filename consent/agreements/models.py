"""Templates of agreements, their versions, and each version's text in each language."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from consent.ledger.explaining.words import Signature, said
from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base
from foundation.two_people import BY_TWO_PEOPLE, ByTwoPeople


class AgreementTemplate(Base):
    """What one signature is about, over all its versions."""

    __tablename__ = "consent_agreement_template"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    name: Mapped[str] = mapped_column(unique=True)
    signature: Mapped[Signature]
    created_at: Mapped[datetime] = mapped_column(default_factory=now)

    @property
    def about(self) -> str:
        """What is signed for, as people say it."""
        return said(self.signature)


class AgreementVersion(ByTwoPeople, Base):
    """Plain language and structured terms side by side. Once published it never changes."""

    __tablename__ = "consent_agreement_version"
    __table_args__ = (
        UniqueConstraint("template_id", "number"),
        CheckConstraint(BY_TWO_PEOPLE, name="two_people"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    template_id: Mapped[UUID] = mapped_column(
        ForeignKey("consent_agreement_template.id"), index=True
    )
    terms: Mapped[bytes]
    """Canonical JSON of what is planned."""
    terms_hash: Mapped[str]
    drafted_by: Mapped[UUID]
    """Who changed it last."""
    drafted_at: Mapped[datetime] = mapped_column(default_factory=now)
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}


class AgreementText(Base):
    """What performers read, in one language."""

    __tablename__ = "consent_agreement_text"

    version_id: Mapped[UUID] = mapped_column(
        ForeignKey("consent_agreement_version.id"), primary_key=True
    )
    locale: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    body: Mapped[str]
    """Plain text; an empty line begins a paragraph."""
    hash: Mapped[str]
    """Of title and body as they are shown."""
