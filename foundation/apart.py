"""A room of its own for strange files: a process of ours that has no key, no database, little
memory and little time. What a file does to a decoder, it does there."""

import resource
import sys
from pathlib import Path

ENVIRONMENT = {"PATH": "/usr/bin:/bin"}
"""Nothing of ours."""
ROOT = Path(__file__).parents[1]


def command(module: str, *paths: Path) -> list[str]:
    """Run it in `ROOT`, with `ENVIRONMENT`; there is no shell, and the paths are ours."""
    return [sys.executable, "-m", module, *(str(path.resolve()) for path in paths)]


def give_up(*, memory_bytes: int, cpu_s: int) -> None:
    """The first thing that such a process does. Memory is of addresses, which is far more than it
    fills."""
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_s, cpu_s))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
