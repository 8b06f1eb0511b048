"""What happens by itself later: funds arrive, payouts are paid, links expire."""

from collections.abc import Callable, Mapping

from payouts.sandbox.state import State

Happening = Callable[[State, str], None]
"""Does what was due, for the object of this id. Does nothing where it no longer applies."""


def plan(state: State, at: int, what: str, name: str) -> None:
    state.execute("insert into agenda (due_at, what, id) values (?, ?, ?)", (at, what, name))


def work_off(state: State, happenings: Mapping[str, Happening]) -> int:
    """All that is due by now, each as if it were its own moment. How many that were."""
    done = 0
    while row := state.execute(
        "select sequence, due_at, what, id from agenda where due_at <= ?"
        " order by due_at, sequence limit 1",
        (state.clock.running(),),
    ).fetchone():
        sequence, due_at, what, name = row
        state.execute("delete from agenda where sequence = ?", (sequence,))
        with state.clock.at(due_at):
            happenings[what](state, name)
        done += 1
    return done
