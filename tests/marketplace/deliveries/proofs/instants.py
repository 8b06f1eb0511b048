"""Something happens while a delivery is built: the process is killed, or somebody ends a right."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from foundation import clock
from foundation.database import db
from foundation.storage.local import LocalStorage
from marketplace.deliveries.building import jobs, keeping


class Killed(BaseException):
    """As by the system: nothing of ours catches it."""


class Instants:
    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._puts, self._writes = LocalStorage.put, keeping.still_building
        self._hands, self._left = jobs.hand_over_whole, 0
        self._act: Callable[[], object] | None = None
        self._last: Callable[[], object] | None = None

        def put(store, key, source):
            return self._put(store, key, source)

        monkeypatch.setattr(LocalStorage, "put", put)
        monkeypatch.setattr(keeping, "still_building", self._write)
        monkeypatch.setattr(jobs, "hand_over_whole", self._hand)

    def kill_at(self, number: int) -> None:
        """The n-th time that something is put into storage, or is about to be written down."""
        self._left, self._act = number, None

    def act_at(self, number: int, act: Callable[[], object]) -> None:
        """Once so many files are in storage."""
        self._left, self._act = number, act

    def act_last(self, act: Callable[[], object]) -> None:
        """Once all is built, right before it is handed over."""
        self._last = act

    def over(self) -> None:
        self._left, self._act, self._last = 0, None, None

    def _put(self, store, key, source):
        size = self._puts(store, key, source)
        if key.startswith("deliveries/"):
            self._step(kills=self._act is None)
        return size

    def _write(self, *given):
        delivery = self._writes(*given)
        if self._act is None:
            self._step(kills=True)
        return delivery

    def _hand(self, *given):
        act, self._last = self._last, None
        if act is not None:
            _do(act)
        return self._hands(*given)

    def _step(self, *, kills: bool) -> None:
        if self._left == 0:
            return
        self._left -= 1
        if self._left:
            return
        if kills:
            raise Killed
        act, self._act = self._act, None
        if act is not None:
            _do(act)


def _do(act: Callable[[], object]) -> None:
    """Time goes on, so that what is done before and after is not done at the same instant."""
    act()
    db.session.rollback()
    clock.move(timedelta(milliseconds=1))
