"""The log's side of witnesses: what each is asked, and what of its answer is believed."""

import queue
import threading
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from consent.ledger.checkpoints import Checkpoint
from consent.ledger.fetching import Reply, Unreachable, post
from consent.ledger.keys import VerifierKey
from consent.ledger.notes import BadNote, Signature, open_note, parse
from consent.ledger.witness.asked import PATH, AddCheckpoint, BadRequest, size_in

WITHIN_S = 1.0
"""For one answer. A witness that is slower is asked again at the next checkpoint."""
TOGETHER_S = 2.5
"""For all: one answer, and a second where the first told how far the witness is."""
_LARGEST = 64 * 1024
Consistency = Callable[[int], Sequence[bytes]]
"""From an old size to the proof that its tree begins the one which is asked about."""
Post = Callable[[str, bytes], Reply]


@dataclass(frozen=True, slots=True)
class Question:
    """Sign this checkpoint, please: you were at `old` when we heard of you last."""

    witness: VerifierKey
    address: str
    old: int
    again: bool = False
    """Its first answer told us where it is."""


@dataclass(frozen=True, slots=True)
class Cosignature:
    witness: VerifierKey
    line: str
    """As it stands under the checkpoint."""
    signed_at: datetime
    """By the witness's clock."""


@dataclass(frozen=True, slots=True)
class Refusal:
    witness: VerifierKey
    why: str
    disputed: int | None = None
    """It says that it has signed another tree of this size: somebody must look."""


@dataclass(frozen=True, slots=True)
class _Elsewhere:
    """The witness is not where we thought, and said where."""

    question: Question
    size: int


_Answer = Cosignature | Refusal | _Elsewhere


def call(url: str, body: bytes) -> Reply:
    return post(url, body, within_s=WITHIN_S, largest=_LARGEST)


def ask(
    note: bytes, questions: Collection[Question], consistency: Consistency, call: Post = call
) -> Iterator[Cosignature | Refusal]:
    """Each answer as it comes; who gives none in time is not waited for.

    Proofs are made in this thread, which holds the database; others only wait.
    """
    size = Checkpoint.parse(parse(note).text).size
    answers: queue.SimpleQueue[_Answer] = queue.SimpleQueue()

    def begin(question: Question) -> None:
        proof = consistency(question.old) if 0 < question.old < size else ()
        body = bytes(AddCheckpoint(question.old, tuple(proof), note))
        work = threading.Thread(
            target=lambda: answers.put(_answered(question, note, body, call)), daemon=True
        )
        work.start()

    waiting = {question.witness for question in questions}
    for question in questions:
        begin(replace(question, old=min(question.old, size)))
    for answer in _in_time(answers, waiting):
        if isinstance(answer, _Elsewhere):
            found: Question | Cosignature | Refusal = _followed(answer, size)
        else:
            found = answer
        if isinstance(found, Question):
            begin(found)
        else:
            waiting.discard(found.witness)
            yield found
    yield from (Refusal(witness, "it gave no answer in time") for witness in waiting)


def _in_time(answers: "queue.SimpleQueue[_Answer]", waiting: set[VerifierKey]) -> Iterator[_Answer]:
    ends_at = time.monotonic() + TOGETHER_S
    while waiting and (left := ends_at - time.monotonic()) > 0:
        try:
            yield answers.get(timeout=left)
        except queue.Empty:
            return


def _followed(answer: _Elsewhere, size: int) -> Question | Refusal:
    """Asked again from where it says it is, once; a witness cannot lead us in circles."""
    asked, said = answer.question, answer.size
    if said == asked.old == size:
        return Refusal(asked.witness, f"it has signed another tree of {size} entries", said)
    if said > size:
        why = f"it has signed {said} entries, and there are {size}"
        return Refusal(asked.witness, why, said)
    if asked.again:
        return Refusal(asked.witness, "it contradicts itself about where it is")
    return replace(asked, old=said, again=True)


def _answered(question: Question, note: bytes, body: bytes, call: Post) -> _Answer:
    """In a thread of its own, so it raises nothing."""
    try:
        reply = call(question.address.rstrip("/") + "/" + PATH, body)
        if reply.status == 409:
            return _Elsewhere(question, size_in(reply.body.decode("ascii")))
    except (BadRequest, Unreachable, UnicodeDecodeError) as why:
        return Refusal(question.witness, str(why))
    if reply.status == 422:
        said = f"it says that what it signed at {question.old} entries is not how this log begins"
        return Refusal(question.witness, said, question.old)
    if reply.status != 200:
        return Refusal(question.witness, f"it answers with {reply.status}")
    return _believed(question.witness, note, reply.body)


def _believed(witness: VerifierKey, note: bytes, lines: bytes) -> Cosignature | Refusal:
    """Only a signature that its own key made, over this very checkpoint."""
    try:
        opened = open_note(note + lines, (witness,))
    except BadNote as why:
        return Refusal(witness, str(why))
    at = opened.signers[witness]
    line = next(each for each in opened.note.signatures if _is_of(each, witness))
    if at is None:
        return Refusal(witness, "its signature has no time")
    return Cosignature(witness, line.line(), at)


def _is_of(signature: Signature, witness: VerifierKey) -> bool:
    return (signature.name, signature.key_id) == (witness.name, witness.id)
