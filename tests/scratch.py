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
