"""One installation that can be thrown away and begun again: a database and a var folder."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Machine:
    url: str
    var: Path
    empty: Callable[[], None]

    def renew(self) -> None:
        shutil.rmtree(self.var, ignore_errors=True)
        self.var.mkdir(parents=True)
        self.empty()
