"""What a request may cost at most: the sum that is committed, line by line."""

from collections.abc import Iterator
from dataclasses import dataclass

from foundation.money import Money
from marketplace.budgets.fee import fee_on
from marketplace.requests.campaigns import Campaign
from marketplace.requests.content import SceneContent
from marketplace.requests.scene import Part


@dataclass(frozen=True, slots=True)
class Line:
    label: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Cost:
    lines: tuple[Line, ...]
    pay: Money
    fee: Money

    @property
    def total(self) -> Money:
        return self.pay + self.fee


def cost_of(content: SceneContent) -> Cost:
    """The whole request: every seat filled, every optional use agreed to, no surprise left out."""
    lines = list(_request_lines(content))
    for part in content.brief.parts:
        label = part.name if part.seats == 1 else f"{part.name}, {part.seats} performers"
        lines.append(Line(label, seat_cost(content, part).times(part.seats)))
    return _cost(content, lines)


def seat_cost(content: SceneContent, part: Part) -> Money:
    """One performer of one part, all bookings together."""
    total = content.pay.of(0)
    for line in seat_lines(content, part):
        total = total + line.amount
    return total


def seat_lines(content: SceneContent, part: Part) -> Iterator[Line]:
    pay, window = content.pay, content.window
    if content.campaign is None:
        minutes = booking_minutes(content)
        takes = content.brief.takes * window.bookings
        yield Line("Hours, de-roling included", pay.hourly().for_minutes(minutes * window.bookings))
        yield Line("Accepted takes", pay.of(pay.take_minor * takes))
    yield Line("Tech check and briefing", pay.of(pay.tech_check_minor + pay.briefing_minor))
    yield Line("Bonus", pay.of(pay.bonus_minor))
    yield Line("Continuity", pay.of(part.continuity_minor * (window.bookings - 1)))
    yield Line("Optional uses", pay.of(sum(_prices(content))))


def booking_minutes(content: SceneContent) -> int:
    """What one booking, or one slot of a campaign, is paid for as it is planned."""
    planned = max(content.window.minutes, content.pay.minimum_call_minutes)
    return planned + content.content.de_role_minutes


def with_fee(amount: Money) -> Money:
    return amount + fee_on(amount)


def _request_lines(content: SceneContent) -> Iterator[Line]:
    pay = content.pay
    if pay.audition_minor:
        yield Line("Auditions", pay.of(pay.audition_minor * pay.most_auditions))
    if content.campaign is not None:
        slots = _slots(content, content.campaign)
        minutes = slots * booking_minutes(content)
        yield Line("Campaign hours, de-roling included", pay.hourly().for_minutes(minutes))
        yield Line("Accepted takes", pay.of(pay.take_minor * content.brief.takes * slots))


def _slots(content: SceneContent, campaign: Campaign) -> int:
    """Of one performer each: as long as was posted, never less than the minimum call."""
    return sum(-(-quota.minutes // content.window.minutes) for quota in campaign.quotas)


def _prices(content: SceneContent) -> Iterator[int]:
    for paper in content.usage.papers:
        yield from paper.prices.values()


def _cost(content: SceneContent, lines: list[Line]) -> Cost:
    total = content.pay.of(0)
    for line in lines:
        total = total + line.amount
    shown = tuple(line for line in lines if line.amount.amount_minor)
    return Cost(lines=shown, pay=total, fee=fee_on(total))
