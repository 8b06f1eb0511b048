"""Whether every witness's line that is kept is still one that the witness signed."""

from collections.abc import Iterator

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from consent.ledger.auditing.faults import Fault, Part
from consent.ledger.keys import BadKey, VerifierKey
from consent.ledger.models import LedgerCheckpoint, LedgerCosignature
from consent.ledger.notes import BadNote, open_note

_AT_ONCE = 500


def disbelieved(session: Session) -> Iterator[Fault]:
    of = LedgerCosignature
    place = tuple_(of.number, of.vkey)
    wanted = (
        select(of.number, of.vkey, of.line, LedgerCheckpoint.note)
        .join(LedgerCheckpoint, LedgerCheckpoint.number == of.number)
        .order_by(of.number, of.vkey)
        .limit(_AT_ONCE)
    )
    rows = session.execute(wanted).all()
    while rows:
        for number, vkey, line, note in rows:
            try:
                open_note(note + line.encode(), (VerifierKey.parse(vkey),))
            except (BadKey, BadNote) as why:
                yield Fault(Part.CHECKPOINT, number, f"the line of its witness {vkey}: {why}")
        rows = session.execute(wanted.where(place > tuple_(*rows[-1][:2]))).all()
