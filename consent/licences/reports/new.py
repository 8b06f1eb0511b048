"""What a client's owner is about to report, as a plain value."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from consent.ledger.explaining.words import Use

MOST_RECORDINGS = 1000
MOST_TRAINED = 50
TYPED_NAME = "typed_name"
"""On the page, by somebody who has just proved who they are."""
TOKEN = "api_token"  # noqa: S105 - what it is called
"""By a program that an owner let act for them."""
TRAINING = frozenset((Use.NON_GENERATIVE_TRAINING, Use.GENERATIVE_TRAINING, Use.FINE_TUNING))


@dataclass(frozen=True, slots=True, kw_only=True)
class Training:
    """That a model was trained on what one delivery held."""

    model: str
    delivery: UUID
    cut_off: date
    """The last day from which data went in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReport:
    from_on: date
    uses: Sequence[Use]
    """None where nothing was used."""
    models: Sequence[str] = field(default=())
    """Used in another way than by training them."""
    trained: Sequence[Training] = field(default=())
    recordings: Sequence[UUID] = field(default=())
    """None: about all that the client holds."""
