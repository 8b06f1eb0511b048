"""When a witness signs: only what continues what it signed before, and only once that is kept."""

import hashlib
from datetime import datetime

from consent.ledger.checkpoints import Checkpoint
from consent.ledger.conflicts import keep
from consent.ledger.merkle import EMPTY_ROOT, ProofError, verify_consistency
from consent.ledger.notes import BadNote, Note, Opened, open_note, parse, sign
from consent.ledger.witness.asked import AddCheckpoint, Answer, BadRequest, conflict, lines, refused
from consent.ledger.witness.home import Home
from consent.ledger.witness.store import Seen
from foundation.clock import now


class Witness:
    def __init__(self, home: Home) -> None:
        self._key, self._store = home.key, home.store
        self._conflicts = home.folder / "conflicts"

    def add(self, body: bytes) -> Answer:
        """The order of the checks, and what each is answered with, are the specification's."""
        try:
            asked = AddCheckpoint.parse(body)
            checkpoint = Checkpoint.parse(parse(asked.note).text)
        except (BadNote, BadRequest) as why:
            return refused(400, str(why))
        keys = self._store.trusted(checkpoint.origin)
        if not keys:
            return refused(404, f"this witness does not know {checkpoint.origin}")
        try:
            opened = open_note(asked.note, keys)
        except BadNote as why:
            return refused(403, str(why))
        if asked.old > checkpoint.size:
            return refused(400, "the old size is above the checkpoint's")
        return self._judge(asked, checkpoint, opened)

    def newest(self, origin_hash: str) -> bytes | None:
        """For monitors, by the SHA-256 of the origin in hexadecimal."""
        for key in self._store.trusted():
            if hashlib.sha256(key.name.encode()).hexdigest() == origin_hash:
                seen = self._store.seen(key.name)
                return seen.note if seen else None
        return None

    def _judge(self, asked: AddCheckpoint, checkpoint: Checkpoint, opened: Opened) -> Answer:
        before = self._store.seen(checkpoint.origin)
        if asked.old != (before.size if before else 0):
            return conflict(before.size if before else 0)
        if before and before.size == checkpoint.size and before.root != checkpoint.root:
            keep(self._conflicts, before.note, asked.note)
            return conflict(before.size)
        try:
            _refuse_inconsistent(asked, checkpoint, before)
        except ProofError as why:
            if before:
                keep(self._conflicts, before.note, asked.note)
            return refused(422, str(why))
        return self._sign(checkpoint, opened, before)

    def _sign(self, checkpoint: Checkpoint, opened: Opened, before: Seen | None) -> Answer:
        at = _not_before(before)
        signature = sign(opened.text, self._key, at=at)
        # Only signatures that were verified are handed on to monitors.
        verified = {(key.name, key.id) for key in opened.signers}
        logs = (each for each in opened.note.signatures if (each.name, each.key_id) in verified)
        note = Note(opened.text, (*logs, signature))
        if not self._store.advance(before, checkpoint, bytes(note), at):
            seen = self._store.seen(checkpoint.origin)
            return conflict(seen.size if seen else 0)
        return lines([signature.line()])


def _refuse_inconsistent(asked: AddCheckpoint, checkpoint: Checkpoint, before: Seen | None) -> None:
    if checkpoint.size == 0 and checkpoint.root != EMPTY_ROOT:
        raise ProofError("a tree of nothing has one root, and this is another")
    if asked.old == 0:
        if asked.proof:
            raise ProofError("the beginning of a log needs no proof")
        return
    if before is None:  # Its old size would be nought.
        raise ProofError("nothing was signed before")
    verify_consistency(before.size, checkpoint.size, before.root, checkpoint.root, asked.proof)


def _not_before(before: Seen | None) -> datetime:
    """A witness's times never go back, whatever its clock does."""
    return max(now(), before.signed_at) if before else now()
