"""Every guard is missed by somebody: taken out of the code, at least one row of the table fails.

A guard is `actor.require(…)`, `actor.require_power(…)`, `fresh.require(…)`, a policy's `may_…`,
an `if … may_…(…): raise`, an entry of the public endpoints, or the door itself.
"""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace

import pytest

from assembly.public import PUBLIC_ENDPOINTS
from foundation.actors import Actor, Power
from foundation.errors import NotPermitted
from foundation.ids import new_id
from tests.access import guards
from tests.access.examining import Answer, Question, faults, questions
from tests.access.guards import Guard, without
from tests.access.noted import what_ran
from tests.access.rules import Open, Person
from tests.access.table import TABLE
from tests.access.things import a_token
from tests.access.world import World
from tests.architecture.code import relative

AT_THE_DOOR = (Answer.STOPPED, Answer.WAITING)
"""These never come to a guard inside."""


def rows_that_run(world: World, rows: Iterable[str], guard: Guard) -> Iterator[str]:
    for row in rows:
        if any(guard.place in ran for ran in what_ran(world, row).values()):
            yield row


def nearest_first(world: World, guard: Guard) -> tuple[list[str], list[str]]:
    """The rows of the guard's own slice, which nearly always miss it, and all others: to find out
    what all rows run takes minutes."""
    slice_of = relative(guard.path).split("/")[:2]
    near = [row for row in TABLE if _module_of(world, row).split(".")[:2] == slice_of]
    return near, [row for row in TABLE if row not in near]


def _module_of(world: World, row: str) -> str:
    return world.app.view_functions[row.split(" ")[1]].__module__


def refused(world: World, rows: Iterable[str]) -> Iterator[Question]:
    """Who must not be let in. Of each row, who is refused inside comes first."""
    for row in rows:
        asked = [each for each in questions(world, row, TABLE[row]) if each.expected != Answer.DONE]
        yield from sorted(asked, key=lambda each: each.expected in AT_THE_DOOR)


def comes_to(world: World, question: Question, guard: Guard) -> bool:
    ran = what_ran(world, question.row)
    return guard.place in ran.get(question.kind, ())


def is_missed(world: World, asked: Iterable[Question], out: Iterable[Guard]) -> bool:
    """Somebody's answer is not the table's while these guards are out."""
    with taken_out(out):
        return any(_is_let_in(world, question) for question in asked)


@contextmanager
def taken_out(out: Iterable[Guard]) -> Iterator[None]:
    with ExitStack() as taken:
        for guard in out:
            taken.enter_context(without(guard))
        yield


def _is_let_in(world: World, question: Question) -> bool:
    try:
        return any(faults(world, [question]))
    except Exception:  # What follows an open guard may fall over: that too is noticed.
        return True


@pytest.mark.parametrize("guard", guards.all_guards(), ids=str)
def test_the_guard_is_missed(world, guard):
    near, far = nearest_first(world, guard)
    assert any(misses(world, rows, guard) for rows in (near, far)), f"nobody misses {guard}"


def misses(world: World, rows: list[str], guard: Guard) -> bool:
    """Asks those who come to it before those who should not."""
    running = list(rows_that_run(world, rows, guard))
    come_to_it = (each for each in refused(world, running) if comes_to(world, each, guard))
    return (
        is_missed(world, come_to_it, [guard])
        or is_missed_with_a_twin(world, list(refused(world, running)), guard)
        or is_missed(world, refused(world, running), [guard])
    )


def is_missed_with_a_twin(world: World, asked: list[Question], guard: Guard) -> bool:
    """A route may ask what its action asks again: before it looks anything up, say. Then either
    alone still holds, and both together must be missed, on the rows that run both. Who is let in
    when the twin alone is gone misses the twin, and says nothing of this guard. Whom all of them
    together keep out, no pair lets in: that is asked first."""
    twins = [each for each in guards.all_guards() if each.asks == guard.asks and each != guard]
    inside = [each for each in asked if each.expected not in AT_THE_DOOR] if twins else []
    with taken_out([guard, *twins]):
        let_in = [each for each in inside if _is_let_in(world, each)]
    for twin in twins:
        rows = set(rows_that_run(world, {each.row for each in let_in}, twin))
        with taken_out([guard, twin]):
            by_both = [each for each in let_in if each.row in rows and _is_let_in(world, each)]
        with taken_out([twin]):
            if not all(_is_let_in(world, each) for each in by_both):
                return True
    return False


def test_a_guard_that_nobody_misses_would_be_found(world):
    """The planted fault: a row that forgot to ask about a stranger's token."""
    careless = Person(a_token)
    guard = next(each for each in guards.all_guards() if "tokens/queries.py" in str(each))
    row = "POST tokens.revoke"
    forgetful = [each for each in questions(world, row, careless) if each.expected != Answer.DONE]
    assert not is_missed(world, forgetful, [])
    assert not is_missed(world, forgetful, [guard])
    assert is_missed(world, refused(world, [row]), [guard])
    assert not is_missed(world, refused(world, [row]), [])


def test_a_guard_that_keeps_nobody_out_is_not_missed_with_one_that_does(world):
    """The planted fault: it stands beside the other and asks the same, and nobody hears it."""
    guard = next(each for each in guards.all_guards() if "tokens/queries.py" in str(each))
    unheard = replace(guard, line=0)
    asked = list(refused(world, ["POST tokens.revoke"]))
    assert is_missed(world, asked, [unheard, guard])
    assert not is_missed_with_a_twin(world, asked, unheard)


def test_what_guards_ask_with_refuses():
    actor = Actor(new_id(), "performer", powers=frozenset({Power.READ_AUDIT}))
    actor.require(True)
    actor.require_power(Power.READ_AUDIT)
    with pytest.raises(NotPermitted):
        actor.require(False)
    with pytest.raises(NotPermitted):
        actor.require_power(Power.ANSWER_CASES)


@contextmanager
def public(world: World, endpoints: frozenset[str]) -> Iterator[None]:
    """The doors believe that just these are public."""
    doors = [
        cell
        for door in world.app.before_request_funcs[None]
        for name, cell in zip(door.__code__.co_freevars, door.__closure__ or (), strict=True)
        if name == "public_endpoints"
    ]
    assert doors
    for cell in doors:
        cell.cell_contents = endpoints
    try:
        yield
    finally:
        for cell in doors:
            cell.cell_contents = PUBLIC_ENDPOINTS


def rows_of(endpoint: str) -> list[str]:
    return [row for row in TABLE if row.split(" ")[1] == endpoint]


@pytest.mark.parametrize("endpoint", sorted(PUBLIC_ENDPOINTS))
def test_a_public_endpoint_is_missed_when_it_is_closed(world, endpoint):
    with public(world, PUBLIC_ENDPOINTS - {endpoint}):
        assert any(
            list(faults(world, questions(world, row, TABLE[row]))) for row in rows_of(endpoint)
        )


def at_the_door(world: World, row: str) -> Iterator[Question]:
    return (each for each in refused(world, [row]) if each.expected in AT_THE_DOOR)


@pytest.mark.parametrize("row", [row for row, rule in TABLE.items() if not isinstance(rule, Open)])
def test_a_closed_endpoint_is_missed_when_it_is_public(world, row):
    with public(world, PUBLIC_ENDPOINTS | {row.split(" ")[1]}):
        assert any(faults(world, at_the_door(world, row)))
