"""A monitor that dies by signal 9: once it has scanned, or, as a planted fault, in a hurry."""

import os
import signal
import sys
from pathlib import Path

from consent.ledger.monitoring.memory import Memory, Place
from consent.ledger.monitoring.sources import open_source
from consent.ledger.monitoring.watching import Monitor


class Dying(Memory):
    def __init__(self, folder: Path, when: str) -> None:
        super().__init__(folder)
        self._when = when

    def save(self, place: Place) -> None:
        super().save(place)
        if self._when == "hasty":  # The place is kept before what was found on the way to it.
            self._connection.execute("DELETE FROM finding")
            self._connection.execute("COMMIT")
        os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    folder = Path(sys.argv[2])
    Monitor(open_source(sys.argv[1]), Dying(folder, sys.argv[3]), folder, None).look()
