"""Something else happens at a chosen moment: between two statements of one transaction."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import event
from sqlalchemy.orm import Session


@contextmanager
def before(session: Session, statement: str, act: Callable[[], object]) -> Iterator[None]:
    """At the moment when that statement is about to be sent, for the first time."""
    engine, done = session.get_bind(), []

    def meet(_connection, _cursor, text: str, *_: object) -> None:
        if text.startswith(statement) and not done:
            done.append(text)
            act()

    event.listen(engine, "before_cursor_execute", meet)
    try:
        yield
    finally:
        event.remove(engine, "before_cursor_execute", meet)
    assert done
