"""What a booking's takes are owed, as somebody with a pencil writes it down who has read the terms
and none of our code."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta

TAKE, RETAKE, BONUS, OPTION = 1500, 1000, 700, 30000
"""In cents, as the test's world posts them."""
JUDGED, APPEALED = timedelta(days=7), timedelta(days=14)
PAID_ALL_THE_SAME = ("platform_fault", "safety_stop")

Owed = Counter[tuple[str, str, int, int | None]]
"""Kind, whom, how much, and for which take, by its number."""


@dataclass
class Played:
    number: int
    follows: "Played | None" = None
    fit: set[str] = field(default_factory=set)
    complete_at: datetime | None = None
    ended: str = ""
    verdict: str = ""
    code: str = ""
    bonus: bool = False
    judged_at: datetime | None = None
    appealed_at: datetime | None = None
    answer: str = ""
    withdrawn: set[str] = field(default_factory=set)


@dataclass
class Plain:
    players: tuple[str, ...]
    included: int
    takes: list[Played] = field(default_factory=list)

    def begin(self) -> Played:
        followed = [each.follows for each in self.takes if each.ended != "called_off"]
        asked = (each for each in self.takes if each.verdict == "retake")
        new = Played(
            len(self.takes) + 1, next((each for each in asked if each not in followed), None)
        )
        self.takes.append(new)
        return new

    def came(self, take: Played, who: str, at: datetime) -> None:
        take.fit.add(who)
        if take.fit == set(self.players):
            take.complete_at = at

    def outcome(self, take: Played, at: datetime) -> str:
        """paid, unpaid, stopped or, as long as it is open, nothing."""
        if take.ended:
            return "unpaid" if take.ended == "called_off" else take.ended
        if take.complete_at is None:
            return ""
        if take.judged_at is None:
            return "paid" if at >= take.complete_at + JUDGED else ""
        if take.verdict == "accept":
            return "paid"
        if take.verdict == "retake":
            return self._asked_again(take, at)
        return self._rejected(take, at)

    def owed(self, at: datetime) -> tuple[Owed, Owed]:
        """What must have been paid by now, and what may have been beside it."""
        must: Owed = Counter()
        may: Owed = Counter()
        for take in self.takes:
            for kind, amount in self._kinds(take, at):
                must.update((kind, who, amount, take.number) for who in self.players)
        accepted = [each for each in self.takes if self._is_accepted(each, at)]
        for who in self.players:
            if any(each.bonus for each in accepted):
                must["bonus", who, BONUS, None] = 1
            if any(who not in each.withdrawn for each in accepted):
                must["optional_use", who, OPTION, None] = 1
            elif accepted:
                may["optional_use", who, OPTION, None] = 1
        return must, may

    def _kinds(self, take: Played, at: datetime):
        outcome, paid = self.outcome(take, at), self._is_paid_all_the_same(take)
        if outcome == "stopped" or paid:
            yield "stop", TAKE
        elif outcome == "paid":
            yield "take", TAKE
        if take.complete_at and take.follows and self._asked_before(take.follows) >= self.included:
            yield "retake", RETAKE

    def _asked_before(self, take: Played) -> int:
        asked = [each for each in self.takes if each.verdict == "retake"]
        return sorted(asked, key=lambda each: (each.judged_at, each.number)).index(take)

    def _is_accepted(self, take: Played, at: datetime) -> bool:
        return self.outcome(take, at) == "paid"

    def _is_paid_all_the_same(self, take: Played) -> bool:
        return take.verdict == "reject" and take.code in PAID_ALL_THE_SAME

    def _asked_again(self, take: Played, at: datetime) -> str:
        """Its retake stands for it; where none came to be in seven days, it is accepted."""
        ends_at = take.judged_at + JUDGED
        if at < ends_at:
            return ""
        retakes = [each for each in self.takes if each.follows is take]
        came = [
            each
            for each in retakes
            if each.ended == "stopped" or (each.complete_at and each.complete_at < ends_at)
        ]
        return "unpaid" if came else "paid"

    def _rejected(self, take: Played, at: datetime) -> str:
        if take.appealed_at is None:
            return "unpaid" if at >= take.judged_at + APPEALED else ""
        if take.answer:
            return "paid" if take.answer == "overturned" else "unpaid"
        return "paid" if at >= working_days_later(take.appealed_at, 5) else ""


def working_days_later(at: datetime, days: int) -> datetime:
    while days:
        at += timedelta(days=1)
        days -= at.isoweekday() not in (6, 7)
    return at
