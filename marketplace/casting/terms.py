"""The terms of an offer: what was posted, with the pay as it is proposed to one performer."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from foundation.money import Money
from marketplace.casting.errors import BelowPosted, NoSuchPart
from marketplace.requests.content import SceneContent
from marketplace.requests.costing import seat_cost, with_fee
from marketplace.requests.pay import FLOORS_PER_HOUR
from marketplace.requests.scene import Part


@dataclass(frozen=True, slots=True)
class Proposed:
    """What one side proposes; all else stays as posted."""

    hourly_minor: int
    take_minor: int


def part_of(content: SceneContent, key: str) -> Part:
    found = next((each for each in content.brief.parts if each.key == key), None)
    if found is None:
        raise NoSuchPart
    return found


def with_pay(posted: SceneContent, proposed: Proposed) -> SceneContent:
    pay = replace(posted.pay, hourly_minor=proposed.hourly_minor, take_minor=proposed.take_minor)
    return replace(posted, pay=pay)


def cost_of_seat(content: SceneContent, part: Part) -> Money:
    """Fee included: what an offer takes out of the budget."""
    return with_fee(seat_cost(content, part))


def refuse_below(posted: SceneContent, proposed: Proposed) -> None:
    """The client's side: rates never fall after posting."""
    sentences = dict(_below(posted, proposed))
    if sentences:
        raise BelowPosted(sentences)


def refuse_below_floor(posted: SceneContent, proposed: Proposed) -> None:
    """The performer's side: nobody underbids the least there is."""
    if proposed.hourly_minor < FLOORS_PER_HOUR.get(posted.pay.currency, 0):
        raise BelowPosted({"hourly": "This is below the least that an hour is paid with here."})


def _below(posted: SceneContent, proposed: Proposed) -> Iterator[tuple[str, str]]:
    if proposed.hourly_minor < posted.pay.hourly_minor:
        yield "hourly", "This is below the rate that was posted."
    if proposed.take_minor < posted.pay.take_minor:
        yield "take", "This is below what was posted for an accepted take."
