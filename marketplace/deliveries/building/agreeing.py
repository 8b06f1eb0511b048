"""How far two who judged the same takes agree about what is inside a delivery."""

from collections.abc import Iterator, Sequence
from typing import Any

from marketplace.deliveries.building.contents import Judged, TakeContents
from marketplace.deliveries.describing.bundle import Agreement
from marketplace.takes.second_opinions.alpha import alpha, nominal, ordinal


def agreements_of(takes: Sequence[TakeContents]) -> tuple[Agreement, ...]:
    """Nothing where nobody judged a second time."""
    twice = [take.judged for take in takes if len(take.judged) > 1]
    if not twice:
        return ()
    overall = [tuple(each.overall for each in judged) for judged in twice]
    perceived = [unit for judged in twice for unit in _perceived(judged)]
    return (
        Agreement(of="The overall score", alpha=alpha(overall, ordinal), takes=len(twice)),
        Agreement(of="The perceived emotion", alpha=alpha(perceived, nominal), takes=len(twice)),
    )


def _perceived(judged: Sequence[Judged]) -> Iterator[tuple[Any, ...]]:
    """What each of them saw in one beat."""
    for beat in sorted({scored.beat for each in judged for scored in each.beats}):
        yield tuple(
            scored.perceived for each in judged for scored in each.beats if scored.beat == beat
        )
