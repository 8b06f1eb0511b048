"""Hooks: without providers, with several, and in which order they answer."""

from datetime import timedelta

from foundation import hooks
from foundation.actors import Power
from foundation.hooks import Waiting
from tests.cast import START


def test_without_providers_a_page_shows_less_and_still_works(session, monkeypatch, cast):
    for hook in ("names_of", "holders_of", "waiting_for", "exports_of", "queues_in"):
        monkeypatch.setattr(hooks, hook, ())
    assert hooks.names(session, [cast.omar.id]) == {}
    assert hooks.holders(session, Power.READ_AUDIT) == set()
    assert hooks.waiting(session, cast.omar.actor) == []
    assert hooks.exports(session, cast.omar.id) == {}
    assert hooks.queues(session) == []


def test_what_is_due_first_waits_first_and_the_undated_last(session, monkeypatch, cast):
    undated, later = Waiting("a", "/"), Waiting("b", "/", START + timedelta(days=2))
    sooner = Waiting("c", "/", START)
    providers = (lambda _session, _actor: [undated, later], lambda _session, _actor: [sooner])
    monkeypatch.setattr(hooks, "waiting_for", providers)
    assert hooks.waiting(session, cast.omar.actor) == [sooner, later, undated]


def test_a_power_is_held_by_those_whose_role_gives_it(session, cast):
    assert hooks.holders(session, Power.READ_AUDIT) == {cast.cora.id, cast.admin.id}
    assert hooks.holders(session, Power.OVERSEE_CASES) == {cast.admin.id}
