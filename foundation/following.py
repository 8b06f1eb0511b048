"""What follows a transaction once it is kept, before anybody is answered."""

from collections.abc import Callable

from sqlalchemy.orm import Session

_FOLLOWING = "what follows the commit"


def once_kept(session: Session, act: Callable[[], None]) -> None:
    """A step. Not done at all if the transaction is undone; a crash in between forgets it, so a row
    and a job must know of it too. It may call the outside, and must not raise: what it follows has
    happened."""
    session.info.setdefault(_FOLLOWING, {})[act] = None  # Asked for twice, done once.


def follow(session: Session) -> None:
    for act in session.info.pop(_FOLLOWING, ()):
        act()


def forget(session: Session) -> None:
    session.info.pop(_FOLLOWING, None)
