"""Every guard is missed by somebody: taken out of the code, at least one row of the table fails.

A guard is `actor.require(…)`, `actor.require_power(…)`, `fresh.require(…)`, a policy's `may_…`,
an `if … may_…(…): raise`, an entry of the public endpoints, or the door itself.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest

from foundation.actors import Actor, Power
from foundation.errors import NotPermitted
from foundation.ids import new_id
from tests.access import guards
from tests.access.examining import Answer, Question, faults, questions, what_ran
from tests.access.guards import Guard, without
from tests.access.rules import Open, Person, Rule
from tests.access.table import TABLE
from tests.access.things import a_token
from tests.access.world import World
from wsgi import PUBLIC_ENDPOINTS


def rows_that_run(world: World, guard: Guard) -> list[str]:
    return [row for row, rule in TABLE.items() if guard.place in what_ran(world, row, rule)]


def misses(world: World, row: str, rule: Rule) -> bool:
    """True as soon as one answer is not the table's. Who is refused inside is asked first."""
    asked = [each for each in questions(world, row, rule) if each.expected != Answer.DONE]
    try:
        return any(True for _ in faults(world, sorted(asked, key=_in_order)))
    except Exception:  # What follows an open guard may fall over: that too is noticed.
        world.put_back()
        return True


def _in_order(question: Question) -> bool:
    return question.expected is Answer.STOPPED


@pytest.mark.parametrize("guard", guards.all_guards(), ids=str)
def test_the_guard_is_missed(world, guard):
    rows = rows_that_run(world, guard)
    assert rows, f"no row of the access table comes to {guard}"
    assert is_missed(world, rows, [guard]) or is_missed_with_twins(world, rows, guard), (
        f"nobody misses {guard}"
    )


def is_missed(world: World, rows: list[str], out: list[Guard]) -> bool:
    with ExitStack() as taken:
        for guard in out:
            taken.enter_context(without(guard))
        return any(misses(world, row, TABLE[row]) for row in rows)


def is_missed_with_twins(world: World, rows: list[str], guard: Guard) -> bool:
    """A route may ask what its action asks again: before it looks anything up, say. Then either
    alone still holds, and both together must be missed, on the rows that run both."""
    twins = [each for each in guards.all_guards() if each.asks == guard.asks and each != guard]
    return any(
        is_missed(world, both, [guard, twin])
        for twin in twins
        if (both := [row for row in rows if row in rows_that_run(world, twin)])
    )


def test_a_guard_that_nobody_misses_would_be_found(world):
    """The planted fault: a row that forgot to ask about a stranger's token."""
    careless = Person(a_token)
    guard = next(each for each in guards.all_guards() if "tokens/queries.py" in str(each))
    assert not misses(world, "POST tokens.revoke", careless)
    with without(guard):
        assert not misses(world, "POST tokens.revoke", careless)
        assert misses(world, "POST tokens.revoke", TABLE["POST tokens.revoke"])
    assert not misses(world, "POST tokens.revoke", TABLE["POST tokens.revoke"])


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


@pytest.mark.parametrize("row", [row for row, rule in TABLE.items() if not isinstance(rule, Open)])
def test_a_closed_endpoint_is_missed_when_it_is_public(world, row):
    with public(world, PUBLIC_ENDPOINTS | {row.split(" ")[1]}):
        assert misses(world, row, TABLE[row])
