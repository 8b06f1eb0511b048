"""What packages above do when a paper is answered, in the same transaction. `assembly` fills these.

Whoever refuses by raising a DomainError keeps the answer from being given.
"""

from collections.abc import Callable

from sqlalchemy.orm import Session

from consent.signing.models import Agreement
from foundation.actors import Actor

Answered = Callable[[Session, Agreement, Actor], None]

when_signed: tuple[Answered, ...] = ()
when_refused: tuple[Answered, ...] = ()


def signed(session: Session, agreement: Agreement, actor: Actor) -> None:
    for each in when_signed:
        each(session, agreement, actor)


def refused(session: Session, agreement: Agreement, actor: Actor) -> None:
    for each in when_refused:
        each(session, agreement, actor)
