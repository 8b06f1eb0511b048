"""What the forms offer to choose from, as (value, label)."""

from collections.abc import Iterable

from consent.ledger.explaining.words import (
    Answer,
    Basis,
    Exclusivity,
    Identifiability,
    PostMortem,
    Signature,
    Use,
    said,
)


def _labelled(words: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple((str(word), said(word).capitalize()) for word in words)


SIGNATURES = _labelled(Signature)
USES = _labelled(Use)
ANSWERS = (
    (Answer.NOT_ALLOWED.value, "Not asked for"),
    (Answer.CONSTRAINED.value, "Within the limits"),
    (Answer.ALLOWED.value, "Allowed"),
)
BASES = (("", "—"), *_labelled(Basis))
IDENTIFIABILITY = _labelled(Identifiability)
EXCLUSIVITY = _labelled(Exclusivity)
POST_MORTEM = _labelled(PostMortem)
