"""Asks one endpoint as everybody, and says in sentences where the answer is not the table's."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from werkzeug.test import TestResponse

from tests.access.askers import Asker
from tests.access.recording import Place, recorded
from tests.access.rules import Only, Open, Own, Rule
from tests.access.world import World
from tests.cast import Person

_REFUSED = (401, 403, 404)
_ELSEWHERE = (302, 303)
_CONFIRM = "/confirm"


@dataclass(frozen=True, slots=True)
class Examined:
    faults: list[str]
    ran: set[Place]


class Answer(StrEnum):
    DONE = "be let in"
    STOPPED = "be stopped at the door"
    WAITING = "be told what they still owe"
    REFUSED = "be refused"
    HIDDEN = "be told that there is no such thing"
    ASKED_AGAIN = "be asked to prove again who they are"


@dataclass(frozen=True, slots=True)
class Question:
    row: str
    rule: Rule
    asker: Asker
    owner: Person
    """Whose thing it is about."""
    expected: Answer

    def __str__(self) -> str:
        own = self.asker.person is not None and self.owner.id == self.asker.person.id
        whose = f" with {'their own' if own else 'that of a stranger'}" * isinstance(self.rule, Own)
        return f"{self.row}: {self.asker.label}{whose} should {self.expected}"


def questions(world: World, row: str, rule: Rule) -> Iterator[Question]:
    endpoint = row.split(" ")[1]
    for asker in world.programs if endpoint.startswith("api_") else world.people:
        if rule.fresh or not asker.stale:
            for owner, expected in _about(world, rule, asker):
                yield Question(row, rule, asker, owner, expected)


def _about(world: World, rule: Rule, asker: Asker) -> Iterator[tuple[Person, Answer]]:
    expected, stranger = _expected(rule, asker), world.stranger(asker.person, None)
    if not isinstance(rule, Own):
        yield stranger, expected
        return
    if asker.person is not None and (rule.roles is None or asker.role in rule.roles):
        yield asker.person, expected
    if expected not in (Answer.STOPPED, Answer.WAITING) and asker.role not in rule.others:
        expected = Answer.HIDDEN
    if not asker.stale:
        yield world.stranger(asker.person, rule.roles), expected


def _expected(rule: Rule, asker: Asker) -> Answer:
    if isinstance(rule, Open):
        return Answer.DONE
    if asker.person is None or asker.lacks_token:
        return Answer.STOPPED
    if asker.owes is not None and asker.owes not in rule.open_to:
        return Answer.WAITING
    if isinstance(rule, Only) and asker.role not in rule.roles:
        return Answer.REFUSED
    return Answer.ASKED_AGAIN if asker.stale else Answer.DONE


def faults(world: World, asked: Iterable[Question]) -> Iterator[str]:
    """Where there is none the row holds."""
    for question in asked:
        answer = ask(world, question)
        if not _is_as(question.expected, answer, let_in=bool(world.reached)):
            yield f"{question}, got {answer.status_code} {answer.location or ''}".rstrip()


def examine(world: World, row: str, rule: Rule) -> Examined:
    """Once for each row: what is wrong with it, and which functions it ran."""
    known = world.examined.get(row)
    if known is None:
        with recorded() as ran:
            found = list(faults(world, questions(world, row, rule)))
        known = world.examined[row] = Examined(found, ran)
    return known


def ask(world: World, question: Question) -> TestResponse:
    rule, (method, endpoint) = question.rule, question.row.split(" ")[:2]
    path = rule.make(question.owner)
    url = world.app.url_map.bind("127.0.0.1").build(endpoint, path, method=method)
    sender = question.asker.person or question.owner
    sent = rule.send(sender) if callable(rule.send) else rule.send
    body = {"json": sent} if endpoint.startswith("api_") else {"data": sent}
    headers = {**_HEADERS, **rule.headers}
    browser = question.asker.enter(world.app)
    world.reached.clear()
    answer = browser.open(url, method=method, headers=headers, **body if method != "GET" else {})
    answer.close()
    if method != "GET" or path:
        world.put_back()
    return answer


_HEADERS = {"Sec-Fetch-Site": "same-origin", "Idempotency-Key": "asked-once"}


def _is_as(expected: Answer, answer: TestResponse, *, let_in: bool) -> bool:
    refused = answer.status_code in _REFUSED
    match expected:
        case Answer.DONE:
            return let_in and not refused and not _asked_again(answer)
        case Answer.STOPPED:
            return not let_in and (refused or answer.status_code in _ELSEWHERE)
        case Answer.WAITING:
            return refused or (not let_in and answer.status_code in _ELSEWHERE)
        case Answer.REFUSED:
            return refused
        case Answer.HIDDEN:
            return answer.status_code == 404
        case Answer.ASKED_AGAIN:
            return _asked_again(answer)


def _asked_again(answer: TestResponse) -> bool:
    return answer.status_code in _ELSEWHERE and urlsplit(answer.location).path == _CONFIRM
