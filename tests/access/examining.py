"""Asks one endpoint as everybody, and says in sentences where the answer is not the table's."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol
from urllib.parse import urlsplit
from zlib import crc32

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.access.askers import Asker
from tests.access.recording import Kind
from tests.access.rules import Only, Open, Own, Rule, Wait
from tests.access.world import World
from tests.cast import Person

_REFUSED = (401, 403, 404)
_ELSEWHERE = (302, 303)
_CONFIRM = "/confirm"
_OWN_PAGE = {"Sec-Fetch-Site": "same-origin"}


class Answer(StrEnum):
    DONE = "be let in"
    STOPPED = "be stopped at the door"
    WAITING = "be told what they still owe"
    REFUSED = "be refused"
    HIDDEN = "be told that there is no such thing"
    ASKED_AGAIN = "be asked to prove again who they are"


class Answered(Protocol):
    """As much of an answer as says whether somebody was let in."""

    @property
    def status_code(self) -> int: ...

    @property
    def location(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Question:
    row: str
    rule: Rule
    asker: Asker
    owner: Person
    """Whose thing it is about."""
    expected: Answer

    @property
    def kind(self) -> Kind:
        return self.expected, self.of_their_own

    @property
    def of_their_own(self) -> bool:
        return self.asker.person is not None and self.owner.id == self.asker.person.id

    def __str__(self) -> str:
        own = self.of_their_own
        whose = f" with {'their own' if own else 'that of a stranger'}" * isinstance(self.rule, Own)
        return f"{self.row}: {self.asker.label}{whose} should {self.expected}"


def questions(world: World, row: str, rule: Rule, *, of_each_role: bool = False) -> list[Question]:
    """About the things of one and the same person one after the other: they stay in place. That a
    second factor is owed is asked at the door, alike of each role: of one of them for each row,
    of another for the next."""
    endpoint = row.split(" ")[1]
    askers = world.programs if endpoint.startswith("api_") else world.people
    owing = [each for each in askers if each.owes is Wait.FACTOR]
    left_out = (
        set() if of_each_role or not owing else {*owing} - {owing[crc32(row.encode()) % len(owing)]}
    )
    asked = [
        Question(row, rule, asker, owner, expected)
        for asker in (_one_of_each_kind(askers) if isinstance(rule, Open) else askers)
        if (rule.fresh or not asker.stale) and asker not in left_out
        for owner, expected in _about(world, rule, asker)
    ]
    return sorted(asked, key=lambda each: each.owner.id)


def _one_of_each_kind(askers: Iterable[Asker]) -> list[Asker]:
    """Enough where everybody is let in."""
    kinds = {(each.person is None, each.role is None, each.owes): each for each in askers}
    return list(kinds.values())


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
        return Answer.HIDDEN if rule.hidden else Answer.REFUSED
    return Answer.ASKED_AGAIN if asker.stale else Answer.DONE


def faults(world: World, asked: Iterable[Question]) -> Iterator[str]:
    """Where there is none the row holds."""
    for question in asked:
        yield from differs(question, ask(world, question), let_in=bool(world.reached))


def differs(question: Question, answer: Answered, *, let_in: bool) -> Iterator[str]:
    if not _is_as(question.expected, answer, let_in=let_in):
        yield f"{question}, got {answer.status_code} {answer.location or ''}".rstrip()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A request with all that it is about in place, ready to be sent."""

    browser: FlaskClient
    method: str
    url: str
    body: dict[str, Any]
    headers: Mapping[str, str]


def prepare(world: World, question: Question, also: Mapping[str, str] | None = None) -> Prepared:
    """`also` is sent along, in the query and in the form."""
    rule, (method, endpoint) = question.rule, question.row.split(" ")[:2]
    world.base = "programs" if endpoint.startswith("api_") else "people"
    path = {**world.make(rule.make, question.owner), **(also or {})}
    url = world.app.url_map.bind("").build(endpoint, path, method=method)
    sender = question.asker.person or question.owner
    sent = rule.send(sender) if callable(rule.send) else rule.send
    body = {"json": sent} if endpoint.startswith("api_") else {"data": {**sent, **(also or {})}}
    browser = world.enter(question.asker)
    return Prepared(browser, method, url, body if method != "GET" else {}, rule.headers)


def send(world: World, asked: Prepared, headers: Mapping[str, str] = _OWN_PAGE) -> TestResponse:
    world.reached.clear()
    known_as = {"Idempotency-Key": "asked-once", **asked.headers, **headers}
    answer = asked.browser.open(asked.url, method=asked.method, headers=known_as, **asked.body)
    answer.close()
    return answer


def ask(world: World, question: Question) -> TestResponse:
    """The next question finds everything as it was."""
    return send(world, prepare(world, question))


def _is_as(expected: Answer, answer: Answered, *, let_in: bool) -> bool:
    refused = answer.status_code in _REFUSED
    match expected:
        case Answer.DONE:
            bug = answer.status_code == 500
            return let_in and not refused and not bug and not _asked_again(answer)
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


def _asked_again(answer: Answered) -> bool:
    return answer.status_code in _ELSEWHERE and urlsplit(answer.location or "").path == _CONFIRM
