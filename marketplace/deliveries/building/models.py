"""Deliveries: what was asked for, how far it is, which takes and files are in it.

Of a performer there are ids here. What a client calls them is apart, and goes when they go.
"""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.clock import now
from foundation.ids import new_id
from foundation.numbering import YearCounter
from foundation.tables import Base


class DeliveryState(StrEnum):
    ASKED = "asked"
    BUILDING = "building"
    BUILT = "built"
    """All of it is made, and waits under keys that nobody knows to be handed over."""
    DELIVERED = "delivered"
    FAILED = "failed"
    CALLED_OFF = "called_off"


UNDER_WAY = (DeliveryState.ASKED, DeliveryState.BUILDING, DeliveryState.BUILT)
GIVEN_UP = (DeliveryState.FAILED, DeliveryState.CALLED_OFF)


class FileKind(StrEnum):
    MEDIA = "media"
    LABELS = "labels"
    TRANSCRIPT = "transcript"
    INDEX = "index"
    DESCRIBING = "describing"
    EVIDENCE = "evidence"
    SHARD = "shard"


class DeliveryCounter(YearCounter):
    __tablename__ = "marketplace_delivery_counter"


class Delivery(Base):
    """One build of one version of a dataset, for the client or one of its end recipients."""

    __tablename__ = "marketplace_delivery"
    __table_args__ = (
        Index("ix_marketplace_delivery_client_id_asked_at", "client_id", "asked_at"),
        Index("ix_marketplace_delivery_state", "state", "try_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    reference: Mapped[str] = mapped_column(unique=True)
    """That people quote, such as D-2026-00012."""
    client_id: Mapped[UUID]
    dataset_version_id: Mapped[UUID] = mapped_column(
        ForeignKey("marketplace_dataset_version.id"), index=True
    )
    recipient_id: Mapped[UUID | None]
    form: Mapped[bytes] = mapped_column(LargeBinary)
    """As it was asked for, in the one spelling that `Form` has."""
    secret: Mapped[str]
    """The part of its storage keys that nobody can guess."""
    asked_by: Mapped[UUID]
    asked_at: Mapped[datetime] = mapped_column(default_factory=now)
    state: Mapped[DeliveryState] = mapped_column(default=DeliveryState.ASKED)
    stage: Mapped[str] = mapped_column(default="")
    """What is being made of it now, in words."""
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    """Takes, as `done` is."""
    problem: Mapped[str] = mapped_column(default="")
    """Why it failed, or waits: a sentence for who asked."""
    failures: Mapped[int] = mapped_column(default=0)
    """One after the other; each makes the next attempt wait longer."""
    try_at: Mapped[datetime] = mapped_column(default_factory=now)
    manifest: Mapped[str | None] = mapped_column(default=None)
    """The hash of its list of files, as it was handed over."""
    manifest_bytes: Mapped[int] = mapped_column(default=0)
    manifest_key: Mapped[str | None] = mapped_column(default=None)
    delivered_at: Mapped[datetime | None] = mapped_column(default=None)
    """From then on the client sees its files."""
    cleared_at: Mapped[datetime | None] = mapped_column(default=None)
    """When what was made of a build that came to nothing was deleted."""
    follows_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("marketplace_delivery.id"), default=None
    )
    """The delivery that this one is to take the place of, without what was recalled."""
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}

    @property
    def folder(self) -> str:
        """Where all of it lies in storage."""
        return f"deliveries/{self.id.hex}-{self.secret}/"


class DeliveryTake(Base):
    """A take that is to be in a delivery: where it goes, or why it was left out after all."""

    __tablename__ = "marketplace_delivery_take"

    delivery_id: Mapped[UUID] = mapped_column(
        ForeignKey("marketplace_delivery.id"), primary_key=True
    )
    take_id: Mapped[UUID] = mapped_column(
        ForeignKey("marketplace_take.id"), primary_key=True, index=True
    )
    split: Mapped[str] = mapped_column(default="")
    shard: Mapped[int] = mapped_column(default=0)
    """Its place stays when others are left out, so that what holds those alone is made again."""
    basis: Mapped[str] = mapped_column(default="")
    """What was withheld, said and allowed when its files were made, as a hash; empty before."""
    dropped_because: Mapped[str | None] = mapped_column(default=None)


class DeliveryFile(Base):
    """One file of a delivery, written down once all of its bytes are in storage."""

    __tablename__ = "marketplace_delivery_file"
    __table_args__ = (UniqueConstraint("delivery_id", "path"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    delivery_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_delivery.id"))
    path: Mapped[str]
    kind: Mapped[FileKind]
    sha256: Mapped[str]
    """As the ledger spells it: `sha256:` and 64 digits."""
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    media_type: Mapped[str]
    storage_key: Mapped[str] = mapped_column(unique=True)
    recipe: Mapped[str]
    """A hash of all that it is made of and how: another one, and it is made again."""
    split: Mapped[str | None] = mapped_column(default=None)
    take_id: Mapped[UUID | None] = mapped_column(default=None)
    original: Mapped[str | None] = mapped_column(default=None)
    """The hash of what it was made of, where it has changed."""
    credential: Mapped[str | None] = mapped_column(default=None)
    """`embedded`, or `sidecar:` and its path."""
    destroyed_at: Mapped[datetime | None] = mapped_column(default=None)
    """Its bytes are deleted here: the rights in it have ended."""


class DeliveryFilePart(Base):
    """A recording that is in a file, or in a member of a shard."""

    __tablename__ = "marketplace_delivery_file_part"
    __table_args__ = (Index("ix_marketplace_delivery_file_part_recording_id", "recording_id"),)

    file_id: Mapped[UUID] = mapped_column(
        ForeignKey("marketplace_delivery_file.id"), primary_key=True
    )
    member: Mapped[str] = mapped_column(primary_key=True)
    """Its name in the shard; empty for the file itself."""
    recording_id: Mapped[UUID] = mapped_column(primary_key=True)
    take_id: Mapped[UUID]
    kind: Mapped[FileKind]
    sha256: Mapped[str]
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    media_type: Mapped[str]
    original: Mapped[str | None] = mapped_column(default=None)
    credential: Mapped[str | None] = mapped_column(default=None)


class BuiltOutput(Base):
    """What was made of a source on the way into a shard. A second signature would be other bytes,
    so that a build goes on with the first."""

    __tablename__ = "marketplace_built_output"
    __table_args__ = (UniqueConstraint("delivery_id", "recipe"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    delivery_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_delivery.id"))
    recipe: Mapped[str]
    source: Mapped[str]
    """The hash of what it was made of."""
    sha256: Mapped[str]
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    media_type: Mapped[str]
    storage_key: Mapped[str] = mapped_column(unique=True)
    credential: Mapped[str | None] = mapped_column(default=None)


class Pseudonym(Base):
    """What one client calls one performer, in every delivery alike. Another client has another
    name for them, and without this row nobody knows whose it was."""

    __tablename__ = "marketplace_pseudonym"
    __table_args__ = (UniqueConstraint("client_id", "name"),)

    client_id: Mapped[UUID] = mapped_column(primary_key=True)
    performer_id: Mapped[UUID] = mapped_column(primary_key=True, index=True)
    name: Mapped[str]
