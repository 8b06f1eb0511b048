"""Many at once: threads that really start together, each with a session of its own."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from flask import Flask

from foundation.database import db

Outcome = TypeVar("Outcome")


def at_once(app: Flask, times: int, do: Callable[[int], Outcome]) -> list[Outcome | Exception]:
    """What each of so many calls gave or raised, all let go at the same moment."""
    start = threading.Barrier(times)

    def one(number: int) -> Outcome | Exception:
        with app.app_context():
            start.wait(timeout=20)
            try:
                return do(number)
            except Exception as error:  # The test judges it.
                return error
            finally:
                db.session.remove()

    with ThreadPoolExecutor(times) as crowd:
        return list(crowd.map(one, range(times)))
