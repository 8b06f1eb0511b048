"""Where tests keep their files: in memory where there is room.

Every database here is written as carefully as in use, and waits for the disk as often. What is
shown does not depend on the disk: a killed process loses nothing that it had written.
"""

import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")
ENOUGH_BYTES = 2 << 30


def keep_in_memory() -> None:
    """Unless somebody chose a place. Processes that are started from here follow."""
    if "TMPDIR" not in os.environ and _has_room():
        os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)


def _has_room() -> bool:
    return os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free >= ENOUGH_BYTES


def overwrite(file: Path, content: bytes | bytearray) -> None:
    """In the memory that it has already: to empty a file first, and to fill it anew, takes seven
    times as long."""
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT, 0o644), "wb") as there:
        there.write(content)
        there.truncate(len(content))
