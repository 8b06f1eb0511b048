"""Searches that a made-up performer keeps: one that mails daily, one that is only opened."""

from collections.abc import Iterable
from typing import Any

from foundation.actors import Actor
from foundation.database import db
from foundation.hooks import DemoPerson, DemoSize
from marketplace.accounts.demo import character
from marketplace.accounts.roles import Role
from marketplace.gigs.saved import actions, queries
from marketplace.gigs.saved.models import Pace

_KEPT: tuple[tuple[str, dict[str, Any], Pace], ...] = (
    ("Grief in English", {"language": "en", "feelings": ["grief"]}, Pace.DAILY),
    ("From 60 an hour", {"least": "60", "currency": "EUR"}, Pace.NEVER),
)


def make(_size: DemoSize) -> Iterable[DemoPerson]:
    """For `hooks.demo`. What an earlier start kept, or somebody deleted since, stays as it is."""
    omar = Actor(character("omar").id, Role.PERFORMER)
    there = queries.searches_of(db.session(), omar.id)
    db.session.rollback()
    if not there:
        for name, asked, pace in _KEPT:
            actions.save_search(name, asked, pace, actor=omar)
    return ()
