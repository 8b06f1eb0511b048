"""Doing something that is expected to happen, or expected to be refused; never anything else."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from consent.ledger.explaining.words import RecallCause
from foundation.errors import DomainError
from foundation.ids import new_id
from tests.consent.rights.acting.account import Account, Given


@dataclass
class Doing:
    version: UUID
    """Of the licence that clients are offered."""
    clients: list[UUID] = field(default_factory=lambda: [new_id(), new_id()])
    account: Account = field(default_factory=Account)
    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)

    def _try(self, expected: bool, act: Any, *more: Any, **and_more: Any) -> Any:
        found, why = None, None
        try:
            found = act(*more, **and_more)
        except DomainError as refusal:
            why = refusal
        assert (why is None) is expected, (act.__name__, repr(why), self.account)
        (self.done if expected else self.refused)[act.__name__] += 1
        return found

    def _living(self, who: int, client: UUID | None = None) -> list[tuple[UUID, Given]]:
        return [
            (recording, each)
            for recording, some in self.account.given.items()
            for each in some
            if each.lives and each.performer == who and client in (None, each.client)
        ]

    def _ended(self, recording: UUID, mine: Given, cause: RecallCause) -> None:
        if mine.lives:
            mine.lives = False
            self.account.ask(recording, mine, cause)
