"""When backups were made: the doctor asks for a fresh one."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from foundation.ids import new_id
from foundation.tables import Base


class BackupMade(Base):
    __tablename__ = "foundation_backup_made"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    at: Mapped[datetime] = mapped_column(index=True)
    """When its copy of the database was taken, not when it was ready."""
    file: Mapped[str]
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str]
