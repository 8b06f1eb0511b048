"""A witness that dies by signal 9 right before or right after it has kept what it will sign."""

import os
import signal
import sys
from dataclasses import replace
from pathlib import Path

from consent.ledger.witness.home import open_home
from consent.ledger.witness.store import Store
from consent.ledger.witness.witnessing import Witness


class Dying(Store):
    def __init__(self, path: Path, when: str) -> None:
        super().__init__(path)
        self._when = when

    def advance(self, before, to, note, at) -> bool:
        if self._when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        kept = super().advance(before, to, note, at)
        os.kill(os.getpid(), signal.SIGKILL)
        return kept


if __name__ == "__main__":
    home = open_home(Path(sys.argv[1]))
    dying = replace(home, store=Dying(home.folder / "witness.sqlite", sys.argv[2]))
    sys.stdout.write(Witness(dying).add(sys.stdin.buffer.read()).body)
