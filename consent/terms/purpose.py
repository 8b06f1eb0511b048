"""What somebody wants to do with recordings, said in every dimension that can be limited."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from consent.ledger.explaining.words import Use
from consent.terms.bits import BIT


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose:
    """What is not said fails whoever limited it: silence is not within any limit."""

    client: UUID
    use: Use
    recipient: UUID | None = None
    """Somebody other than the client, who then gets the bytes."""
    end_product: str | None = None
    territory: str | None = None
    model: str | None = None
    model_class: str | None = None
    subjects: tuple[str, ...] | None = None
    region: str | None = None
    """Where it is stored and processed."""
    bit: int = field(init=False, repr=False, compare=False)
    stated: Mapping[str, Any] = field(init=False, repr=False, compare=False)
    """In the words of a delivery's opening, so that ledger and decision judge by one rule."""
    judged: dict[int, int] = field(init=False, repr=False, compare=False, default_factory=dict)
    """Which bits of sets of limits it leaves, by their ids: a set never changes, nor does this."""

    def __post_init__(self) -> None:
        # Once for each purpose: a million decisions ask for them.
        object.__setattr__(self, "bit", BIT[self.use])
        found = {
            "client": str(self.client),
            "recipient": None if self.recipient is None else str(self.recipient),
            "end_product": self.end_product,
            "territories": _alone(self.territory),
            "models": _alone(self.model),
            "model_class": self.model_class,
            "subjects": self.subjects,
            "regions": _alone(self.region),
        }
        said = {name: value for name, value in found.items() if value is not None}
        object.__setattr__(self, "stated", said)


def _alone(value: str | None) -> tuple[str, ...] | None:
    return None if value is None else (value,)
