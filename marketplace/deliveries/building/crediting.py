"""What is signed of each media file: who may train on it, and where today's answer is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from marketplace.deliveries.building.outputs import Output


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """Of one file."""

    recipe: str
    is_embedded: bool

    def sign(self, source: Path, target: Path) -> None:
        """Writes the file with its credential, or the credential alone where it stands beside."""
        raise NotImplementedError


def credits_of(session: Session, outputs: Sequence[Output]) -> Mapping[str, Credit]:
    """A step. By the name of each media file."""
    return {}
