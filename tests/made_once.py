"""What many tests begin with, made once and put back where the next one begins with it: to make it
takes longer than most of these tests.

Only where no test can tell: on SQLite, in the database that has nothing but the cast in it, at the
time when every test begins, and with nothing patched. Everywhere else it is made as ever.
"""

import copy
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import pytest
from flask import current_app
from sqlalchemy import QueuePool

from foundation import clock
from foundation.database import db
from tests.access.making import State, beside, state_of
from tests.cast import START

_BEGAN = "tests_began"
_MOST = 30
"""Kept at once, some megabytes each: tests that begin alike stand together."""


@dataclass(frozen=True, slots=True)
class Began:
    """The database of a test as it was at first."""

    file: Path
    state: State
    patches: pytest.MonkeyPatch

    def is_as_it_was(self) -> bool:
        db.session().rollback()
        # What holds every conversation with Stripe to the contract patches one thing in each test.
        patched = len(self.patches._setattr) + len(self.patches._setitem)
        return patched == 1 and clock.now() == START and state_of(self.file) == self.state


@dataclass(frozen=True, slots=True)
class _Kept:
    value: Any
    files: dict[Path, tuple[int, bytes]]
    at: datetime


_kept: OrderedDict[tuple[object, ...], _Kept] = OrderedDict()


def begins(app: Any, file: Path | None, patches: pytest.MonkeyPatch) -> None:
    """Said of each test before it runs; without a file, nothing is put back in it."""
    app.extensions[_BEGAN] = Began(file, state_of(file), patches) if file else None


P = ParamSpec("P")
R = TypeVar("R")


def made_once(make: Callable[P, R]) -> Callable[P, R]:
    @wraps(make)
    def made(*given: P.args, **said: P.kwargs) -> R:
        began: Began | None = current_app.extensions.get(_BEGAN)
        if began is None or not began.is_as_it_was():
            return make(*given, **said)
        key = (make, given, frozenset(said.items()))
        if key not in _kept:
            there = _files(began.file)
            value = make(*given, **said)
            if _let_go():
                _keep(key, _Kept(copy.deepcopy(value), _read(began.file, there), clock.now()))
            return value
        if not _let_go():
            return make(*given, **said)
        return copy.deepcopy(_put_back(key, began.file))  # type: ignore[no-any-return]

    return made


def _let_go() -> bool:
    """So that nobody is in the file. Not where a test holds a connection of its own."""
    db.session().close()
    db.engine.dispose()
    return isinstance(db.engine.pool, QueuePool) and db.engine.pool.checkedout() == 0


def _files(file: Path) -> set[Path]:
    return {each for each in file.parent.rglob("*") if each.is_file()}


def _read(file: Path, there: set[Path]) -> dict[Path, tuple[int, bytes]]:
    """The database, and every file that was not there before."""
    found = {file, *beside(file), *(_files(file) - there)}
    return {each: (each.stat().st_mode & 0o777, each.read_bytes()) for each in found}


def _keep(key: tuple[object, ...], kept: _Kept) -> None:
    _kept[key] = kept
    while len(_kept) > _MOST:
        _kept.popitem(last=False)


def _put_back(key: tuple[object, ...], file: Path) -> Any:
    _kept.move_to_end(key)
    kept = _kept[key]
    for left in beside(file):
        left.unlink()
    for each, (mode, content) in kept.files.items():
        each.parent.mkdir(parents=True, exist_ok=True)
        each.write_bytes(content)
        each.chmod(mode)
    clock.hold(kept.at)
    return kept.value
