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


def labelled(words: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple((str(word), said(word).capitalize()) for word in words)


SIGNATURES = labelled(Signature)
USES = labelled(Use)
ANSWERS = (
    (Answer.NOT_ALLOWED.value, "Not asked for"),
    (Answer.CONSTRAINED.value, "Within the limits"),
    (Answer.ALLOWED.value, "Allowed"),
)
BASES = (("", "—"), *labelled(Basis))
IDENTIFIABILITY = labelled(Identifiability)
EXCLUSIVITY = labelled(Exclusivity)
POST_MORTEM = labelled(PostMortem)
