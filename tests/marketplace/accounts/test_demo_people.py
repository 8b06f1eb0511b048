"""The made-up people: all there, always the same, able to sign in."""

from sqlalchemy import func, select

from foundation import hooks
from foundation.demo import USUAL
from marketplace.accounts import demo
from marketplace.accounts.models import Account, RoleGrant
from marketplace.accounts.passwords.rules import refuse_weak
from marketplace.accounts.roles import Role
from marketplace.clients.models import Client
from tests.marketplace.accounts.door import is_in, type_password


def load():
    return [person for provider in hooks.demo for person in provider(USUAL)]


def test_there_is_somebody_in_every_role(app, session):
    load()
    assert set(session.scalars(select(RoleGrant.role))) == set(Role)
    assert session.scalars(select(Client.name).order_by(Client.name)).all() == [
        "Brightwave",
        "Lindenhall",
        "Northlab",
    ]


def test_loading_twice_changes_nothing(app, session):
    def everything():
        people = session.execute(select(Account.id, Account.email, Account.password_hash))
        grants = session.scalars(select(RoleGrant.id))
        return sorted(map(tuple, people)), sorted(grants)

    said = load()
    before = everything()
    assert load() == said
    assert everything() == before


def test_their_ids_are_the_same_on_every_machine():
    assert str(demo.character("omar").id) == "acfc3a8f-5817-5a7a-b6fc-cafe8d02c4ce"


def test_their_password_is_good_enough_for_real_people():
    for each in demo.CHARACTERS:
        refuse_weak(demo.PASSWORD, each.name, each.email)


def test_a_demo_performer_signs_in_with_what_is_printed(client, session):
    omar = next(each for each in load() if each.name == "Omar Haddad")
    assert type_password(client, omar.email, omar.password).status_code == 302
    assert is_in(client)
    assert session.scalar(select(func.count()).where(Account.email_verified_at.is_(None))) == 0
