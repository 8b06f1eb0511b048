"""What everybody was answered by the table, asked once and looked at by several: whether it is the
table's answer, with which headers, which functions ran for it, and what it changed. To ask takes
longer than to look, and each question finds the same as it did the time before.

Only of the code as it is. Who takes a guard out, or plants another fault, asks anew.
"""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cache

from werkzeug.datastructures import Headers
from werkzeug.test import TestResponse

from tests.access.examining import Answer, Question, differs, prepare, questions, send
from tests.access.kept import Before
from tests.access.recording import Kind, Place, recorded
from tests.access.table import TABLE
from tests.access.world import Known, Noted, World

LOOKS = ("GET ", "HEAD ", "OPTIONS ")
"""What must change nothing, so that it is noted what it changed."""


def noted(world: World, question: Question) -> Noted:
    """Of a question of the table."""
    return world.noted.get(_known_as(question)) or _ask(world, question, nullcontext())


def noted_faults(world: World, asked: Iterable[Question]) -> Iterator[str]:
    """Where there is none the row holds."""
    for question in asked:
        found = noted(world, question)
        yield from differs(question, found, let_in=found.let_in)


def what_ran(world: World, row: str) -> dict[Kind, frozenset[Place]]:
    """Which functions come to run when the row is asked: by one for each answer that there can be,
    about their own and about a stranger's. Not by all, because watching is slow."""
    asked = {each.kind: each for each in questions(world, row, TABLE[row])}
    return {kind: _watched(world, question) for kind, question in asked.items()}


def _watched(world: World, question: Question) -> frozenset[Place]:
    known = _known_as(question)
    if known not in world.ran:
        _ask(world, question, _watching(world, known))
    return world.ran[known]


@contextmanager
def _watching(world: World, known: Known) -> Iterator[None]:
    with recorded() as ran:
        yield
    world.ran[known] = frozenset(ran)


def _known_as(question: Question) -> Known:
    assert TABLE[question.row] is question.rule, "what another rule would say is asked anew"
    return question.row, question.asker.label, str(question.owner.id)


def _ask(world: World, question: Question, watching: AbstractContextManager[None]) -> Noted:
    asked = prepare(world, question)
    before = Before.of(world.file) if _only_looks(question) else None
    with watching:
        answer = send(world, asked)
    let_in = bool(world.reached)
    changed = before.changed(world.file) if before else set()
    found = Noted(answer.status_code, answer.location, _headers(answer), let_in, changed)
    world.noted[_known_as(question)] = found
    return found


def _only_looks(question: Question) -> bool:
    return question.expected is Answer.DONE and question.row.startswith(LOOKS)


def _headers(answer: TestResponse) -> Headers:
    return Headers([_same(name, value) for name, value in answer.headers])


@cache
def _same(name: str, value: str) -> tuple[str, str]:
    """Thousands of answers carry the same ones: kept once."""
    return name, value
