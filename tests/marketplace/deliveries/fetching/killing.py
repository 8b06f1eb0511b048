"""Runs a command of the client again and again, each time killed one step later, and each time
finished by a second run. A process of its own without threads, so that forking it is safe.

    python killing.py STRIDE PRISTINE WORK COMMAND...     (a kill at every so-manieth step)
"""

import os
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).parents[4]
sys.path.insert(0, str(ROOT))

from marketplace.deliveries.fetching import fairtake_fetch as client  # noqa: E402

KILLED = 77
STEPS = ("os.rename", "os.remove", "os.link", "os.rmdir", "os.mkdir", "shutil.copyfile")


def in_a_child(words: list[str], dies_at: int | None) -> int:
    child = os.fork()
    if child == 0:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        if dies_at is not None:
            _die(dies_at, words)
        os._exit(client.main(words))
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _die(at: int, words: list[str]) -> None:
    """Before the step is done; and where a file is opened to be written, just after."""
    left = [at]

    def hook(event: str, given: tuple[object, ...]) -> None:
        writes = event == "open" and isinstance(given[1], str) and given[1][0] in "wa"
        if event in STEPS or writes:
            left[0] -= 1
            if left[0] == 0:
                os._exit(KILLED)

    sys.addaudithook(hook)


def main() -> int:
    stride, (pristine, work, *words) = int(sys.argv[1]), sys.argv[2:]
    words.extend(["--parallel", "1"] if words[0] in ("fetch", "apply") else [])
    points = 0
    while True:
        shutil.rmtree(work, ignore_errors=True)
        if Path(pristine).exists():
            shutil.copytree(pristine, work)
        status = in_a_child(words, 1 + points * stride)
        if status != KILLED:
            sys.stdout.write(f"{points}\n")
            return status
        points += 1
        again = in_a_child(words, None)
        well = in_a_child(["verify", work], None)
        left = [each.name for each in Path(work).rglob("*.part")]
        if again or well or left:
            sys.stdout.write(f"killed at {points}: {again}, verified {well}, left {left}\n")
            return 1


if __name__ == "__main__":
    sys.exit(main())
