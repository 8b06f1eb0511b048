"""Everybody who asks: each role, nobody, a person without a role, and those who owe something."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from flask import Flask
from flask.testing import FlaskClient

from foundation import api
from foundation.actors import Actor
from foundation.clock import now
from foundation.database import transaction
from foundation.ids import new_id
from marketplace.accounts.models import Account, SignIn
from marketplace.accounts.roles import NEEDS_SECOND_FACTOR, Role
from marketplace.accounts.tokens.bearer import PREFIX, hash_of
from marketplace.accounts.tokens.models import ApiToken
from tests.access.rules import Wait
from tests.cast import START, Cast, Person, sign_in
from tests.marketplace.accounts.phones import set_up_phone

LONG_AGO = timedelta(days=1)
NOTED_UNTIL = START + timedelta(days=3650)
"""That somebody is here is on record already, whatever time it is: else nearly every answer would
leave the database another one, which takes longer to put back than all that is asked."""
OF_EACH_ROLE = ("omar", "ada", "ben", "vera", "cleo", "remy", "fay", "cora", "admin", "otto")


class Holds(StrEnum):
    NOTHING = "nothing"
    COOKIE = "a cookie"
    TOKEN = "a token"
    WEAK_TOKEN = "a token without any scope"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    label: str
    person: Person | None
    holds: Holds = Holds.COOKIE
    owes: Wait | None = None
    stale: bool = False
    """Signed in long ago, so that sensitive changes ask again."""
    lacks_token: bool = False
    """Comes to the API with what does not open it."""

    @property
    def role(self) -> Role | None:
        acts_as = self.person.actor.role if self.person else ""
        return Role(acts_as) if acts_as in set(Role) else None

    def enter(self, app: Flask) -> FlaskClient:
        browser = app.test_client()
        if self.person is None:
            return browser
        if self.holds is Holds.COOKIE:
            self._sign_in(browser, self.person)
        else:
            browser.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {self._token(self.person)}"
        return browser

    def _sign_in(self, browser: FlaskClient, person: Person) -> None:
        sign_in_id = sign_in(browser, person)
        with transaction() as session:
            row = session.get_one(SignIn, sign_in_id)
            row.seen_at = NOTED_UNTIL
            row.second_factor_at = None if self.owes is Wait.FACTOR else row.second_factor_at
            row.authenticated_at -= LONG_AGO if self.stale else timedelta()

    def _token(self, person: Person) -> str:
        """Of somebody who has the second factor that their role needs."""
        if self.role in NEEDS_SECOND_FACTOR:
            set_up_phone(person)
        secret = PREFIX + new_id().hex
        scopes = [scope.name for scope in api.scopes()] if self.holds is Holds.TOKEN else []
        with transaction() as session:
            session.add(
                ApiToken(
                    account_id=person.id,
                    acting_as=person.grant_id,
                    name="test",
                    secret_hash=hash_of(secret),
                    scopes=scopes,
                    expires_at=now() + LONG_AGO,
                    used_at=NOTED_UNTIL,
                )
            )
        return secret


def people(cast: Cast) -> tuple[Asker, ...]:
    """Who comes to a page."""
    roles = [Asker(label=each.actor.role, person=each) for each in _of_each_role(cast)]
    nell, una = newcomer("nell", verified=True), newcomer("una", verified=False)
    return (
        Asker(label="nobody", person=None, holds=Holds.NOTHING),
        *roles,
        Asker(label="a person without a role", person=nell),
        Asker(label=f"a person with {Wait.ADDRESS}", person=una, owes=Wait.ADDRESS),
        *(
            Asker(label=f"{each.label} with {Wait.FACTOR}", person=each.person, owes=Wait.FACTOR)
            for each in roles
            if each.role in NEEDS_SECOND_FACTOR
        ),
        *(
            Asker(label=f"{each.label} who signed in long ago", person=each.person, stale=True)
            for each in roles
        ),
    )


def programs(cast: Cast) -> tuple[Asker, ...]:
    """Who comes to the API."""
    return (
        Asker(label="nobody", person=None, holds=Holds.NOTHING),
        *(
            Asker(label=holds, person=cast.omar, holds=holds, lacks_token=True)
            for holds in (Holds.COOKIE, Holds.WEAK_TOKEN)
        ),
        *(
            Asker(label=f"{each.actor.role}'s token", person=each, holds=Holds.TOKEN)
            for each in _of_each_role(cast)
        ),
    )


def _of_each_role(cast: Cast) -> list[Person]:
    return [getattr(cast, name) for name in OF_EACH_ROLE]


def newcomer(name: str, *, verified: bool) -> Person:
    """Has an account and nothing else."""
    with transaction() as session:
        account = Account(email=f"{name}@example.org", name=name.title())
        account.email_verified_at = now() if verified else None
        session.add(account)
        session.flush()
        return Person(account.id, f"{name}@example.org", None, Actor(account.id, "nobody"))  # type: ignore[arg-type]
