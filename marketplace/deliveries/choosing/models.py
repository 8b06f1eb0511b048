"""Datasets, their versions, and which takes each version held when it was saved."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.append_only import append_only
from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base
from marketplace.deliveries.choosing.choice import Choice
from marketplace.deliveries.choosing.form import Form


class Dataset(Base):
    """A name under which a client keeps versions of what it chose."""

    __tablename__ = "marketplace_dataset"
    __table_args__ = (
        UniqueConstraint("client_id", "name"),
        Index("ix_marketplace_dataset_client_id", "client_id", "created_at", "id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    client_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_client.id"))
    name: Mapped[str]
    created_by: Mapped[UUID]
    created_at: Mapped[datetime] = mapped_column(default_factory=now)
    newest: Mapped[int] = mapped_column(default=0)
    """The number of its last version: whoever saves one changes it, so that two at once meet."""
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}


class DatasetVersion(Base):
    """A choice and a form as they were saved. What they come to changes; they do not."""

    __tablename__ = "marketplace_dataset_version"
    __table_args__ = (UniqueConstraint("dataset_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    dataset_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_dataset.id"))
    number: Mapped[int]
    choice: Mapped[bytes] = mapped_column(LargeBinary)
    """Canonical JSON."""
    form: Mapped[bytes] = mapped_column(LargeBinary)
    """Canonical JSON."""
    hash: Mapped[str]
    """Of the choice."""
    takes: Mapped[int]
    """How many it held then."""
    length_ms: Mapped[int] = mapped_column(BigInteger)
    """Of all of them."""
    made_by: Mapped[UUID]
    note: Mapped[str] = mapped_column(default="")
    made_at: Mapped[datetime] = mapped_column(default_factory=now)

    def chosen_by(self) -> Choice:
        return Choice.read(self.choice)

    def wanted_as(self) -> Form:
        return Form.read(self.form)


class DatasetVersionTake(Base):
    """That a version held this take when it was saved, so that two can be compared."""

    __tablename__ = "marketplace_dataset_version_take"

    version_id: Mapped[UUID] = mapped_column(
        ForeignKey("marketplace_dataset_version.id"), primary_key=True
    )
    take_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_take.id"), primary_key=True)


for _table in (DatasetVersion, DatasetVersionTake):
    append_only(_table.__table__)
