"""Anything in any order: consents given, narrowed, paused, ended and renewed, spans marked, data
chosen, built in pieces, handed over, fetched, recalled, answered or not, and days that pass."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from consent.ledger.explaining.words import RecallCause
from consent.media import jobs as media_jobs
from consent.recalls import jobs as recall_jobs
from consent.rights import jobs as right_jobs
from foundation import clock
from foundation.database import db
from foundation.jobs import Job
from marketplace.deliveries.building import clearing
from tests.marketplace.deliveries.proofs.doing import none
from tests.marketplace.deliveries.proofs.receiving import Clients

_JOBS: Sequence[Job] = (*right_jobs.JOBS[:1], *media_jobs.JOBS[:1], *clearing.JOBS[:1])


class History(Clients):
    def step(self) -> None:
        name = self.dice.choices(list(_ACTS), weights=list(_ACTS.values()))[0]
        self.do(name)
        clock.move(timedelta(seconds=self.dice.randint(1, 45)))

    def do(self, name: str, *given: Any) -> None:
        self.done.append(name)
        getattr(self, name)(*given)
        db.session.rollback()

    def tell(self) -> None:
        self._run(*recall_jobs.JOBS)
        none(self.told.faults())

    def tell_again(self) -> None:
        """Soon after, or by another worker: nobody is told twice."""
        self.tell()
        self.tell()

    def jobs(self) -> None:
        self._run(*_JOBS)
        today = clock.now().date()
        ended = [each for each in self._lives() if each.ends_on < today]
        for each in ended:
            each.lives = False
        for each in ended:
            self.account.call_back(each, RecallCause.EXPIRED)
            self.seen["expired"] += 1

    def days(self) -> None:
        self.jobs()
        clock.move(timedelta(days=self.dice.choice((1, 2, 6, 11))))
        self.renew_tokens()
        self.jobs()
        self.tell()

    def settle(self) -> None:
        """Every recall is answered; then nobody hears of any again."""
        self.tell()
        while self.account.asked:
            self.answer()
        clock.move(timedelta(days=16))
        self.renew_tokens()
        self._run(*recall_jobs.JOBS)
        none(self.told.faults())
        for had in self.account.had:
            self.fetch_all(had)

    def check(self) -> None:
        """After every step: what each client may fetch, is told, and has."""
        for had in self.account.had:
            program = self.programs[had.holder[0]]
            listed = program.get(f"/api/v1/deliveries/{had.id}/files", limit=100).json["items"]
            for each in listed:
                may = self.account.may_leave(had, had.files[each["path"]])
                assert each["available"] is may, (each["path"], had.uses, each["why_not"])
        none(self.told.feeds())


_ACTS = {
    **dict.fromkeys(("hand_over", "build_and_end"), 8),
    **dict.fromkeys(("ask", "build_and_die", "fetch", "use_old_link", "days"), 5),
    **dict.fromkeys(("delta", "answer", "tell_again", "use_again"), 4),
    **dict.fromkeys(("withdraw", "narrow", "pause", "resume", "mark", "copy", "build"), 3),
    **dict.fromkeys(("invalidate", "renew", "jobs"), 2),
    **dict.fromkeys(("end_supply", "end_licence"), 1),
}
"""And how often."""


def run(history: History, steps: int) -> None:
    for _ in range(steps):
        history.step()
        history.check()
    history.settle()
