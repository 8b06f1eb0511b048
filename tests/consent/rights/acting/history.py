"""A history of steps, each followed by a comparison with the account."""

from collections import Counter
from dataclasses import dataclass
from itertools import product
from uuid import UUID

from consent.decisions.deciding import decide
from consent.ledger.explaining.words import Use
from consent.terms.purpose import Purpose
from foundation.database import db
from tests.consent.rights.acting.copies import Copies

OF_ONE = frozenset(("narrow", "suspend", "resume", "withdraw", "invalidate"))
"""Steps that are about one performer's consent for one recording."""
USES = (Use.REVIEW, Use.EVALUATION, Use.GENERATIVE_TRAINING)
KINDS = (
    *("register", "deliver", "deliver", "deliver", "deliver", "narrow", "narrow", "suspend"),
    *("resume", "resume", "strike", "withdraw", "withdraw_all", "renew", "jobs", "move", "move"),
    *("answer", "sign", "end_licence", "name", "breach", "terminate", "invalidate"),
)
Step = tuple[str, int, int, int]
"""What, who of two, which of what there is, and a number to choose by."""


@dataclass
class History(Copies):
    def begin(self) -> None:
        """Both clients may receive, there is something, and somebody has a copy of it."""
        given = (("register", 0, 0, 1), ("register", 0, 0, 6), ("register", 1, 0, 1))
        had = (("deliver", 0, 0, 1), ("deliver", 0, 1, 2))
        for step in (("sign", 0, 0, 0), ("sign", 1, 0, 0), *given, *had):
            self.step(*step)

    def step(self, kind: str, who: int, which: int, number: int) -> None:
        if kind not in OF_ONE:
            getattr(self, kind)(who, which, number)
            return
        given = self.account.given
        mine = [
            (recording, each)
            for recording, some in given.items()
            for each in some
            if each.performer == who
        ]
        if mine:
            getattr(self, kind)(*mine[which % len(mine)], number)

    def check(self) -> None:
        session = db.session()
        for use, client in product(USES, self.clients):
            for recording in self.account.given:
                may = self.account.may(recording, use, client)
                alone = decide(session, recording, Purpose(client=client, use=use)).permitted
                assert alone is may, self._said(recording, use, client)
        found, expected = Counter(self.open_recalls().values()), Counter(self.account.asked)
        assert found == expected, (found - expected, expected - found)
        session.rollback()

    def check_together(self) -> None:
        """What one query says of all of them is what was said of each."""
        session = db.session()
        for use, client in product(USES, self.clients):
            found = decide(session, list(self.account.given), Purpose(client=client, use=use))
            for recording in self.account.given:
                may = self.account.may(recording, use, client)
                assert found.permits(recording) is may, self._said(recording, use, client)
        session.rollback()

    def _said(self, recording: UUID, use: Use, client: UUID) -> tuple[object, ...]:
        return recording, use, client, self.account.given[recording]
