"""Other people's vectors for the tree, where they are at hand: they are not ours to commit."""

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[4] / "shared" / "vectors" / "merkle"


@dataclass(frozen=True)
class Vector:
    name: str
    given: dict[str, Any]

    @property
    def must_be_refused(self) -> bool:
        return bool(self.given["wantErr"])

    def bytes(self, field: str) -> bytes:
        return base64.b64decode(self.given[field] or "")

    @property
    def proof(self) -> list[bytes]:
        return [base64.b64decode(each) for each in self.given["proof"] or ()]


def vectors(kind: str) -> Iterator[Vector]:
    for path in sorted((FOLDER / kind).rglob("*.json")):
        yield Vector(path.relative_to(FOLDER).as_posix(), json.loads(path.read_text()))
