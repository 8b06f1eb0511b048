"""What is acknowledged must outlast a power cut, whatever the machine does by default."""

import os
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.orm import Session

# Only raised, never lowered: remote_apply of somebody with standby servers stays.
_TO_DISK = text(
    "SELECT set_config('synchronous_commit', 'on', true)"
    " WHERE current_setting('synchronous_commit') = 'off'"
)


def keep_durably(session: Session) -> None:
    """A step: this transaction's commit returns, and is seen by others, once it is on disk."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(_TO_DISK)


def sync_folder(folder: Path) -> None:
    """A file that was renamed or linked is only durable under its name once its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
