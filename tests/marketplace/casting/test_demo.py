"""The demo's boards have every state, and a second start adds nothing."""

from sqlalchemy import func, select

from consent.agreements import demo as agreements
from consent.licences import demo as licences
from foundation.database import db
from foundation.hooks import DemoSize
from marketplace.accounts import demo as accounts
from marketplace.casting import demo
from marketplace.casting.models import Application, ApplicationState, Engagement
from marketplace.clients import demo as clients
from marketplace.gigs import demo as gigs
from tests.marketplace.casting.scene import application as fresh

SIZE = DemoSize(performers=0, recordings=0, seed=1)


def start():
    for part in (accounts, clients, licences, agreements, gigs, demo):
        part.make(SIZE)
        db.session.rollback()


def test_every_state_is_there_once_however_often_it_starts(app, session):
    start()
    first = session.scalars(select(Application.id)).all()
    assert {fresh(each).state for each in first} == set(ApplicationState)
    assert session.scalar(select(func.count()).select_from(Engagement)) == 2
    db.session.rollback()
    start()
    assert session.scalar(select(func.count()).select_from(Application)) == len(first)
