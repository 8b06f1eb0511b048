"""The demo shows every state that a gig can be in, and a second start posts nothing again."""

from consent.agreements import demo as agreements
from foundation.database import db
from foundation.hooks import DemoSize
from marketplace.accounts import demo as accounts
from marketplace.clients import demo as clients
from marketplace.gigs import demo
from marketplace.gigs.demo_scenes import GIGS
from marketplace.gigs.models import GigState
from tests.marketplace.gigs.posting import gigs

SIZE = DemoSize(performers=0, recordings=0, seed=1)


def start():
    for part in (accounts, clients, agreements, demo):
        part.make(SIZE)
        db.session.rollback()


def test_every_state_is_there_once_however_often_it_starts(client, session):
    start()
    first = gigs()
    assert {gig.state for gig in first} == set(GigState)
    assert len(first) == len(GIGS)
    start()
    assert len(gigs()) == len(GIGS)
    page = client.get("/gigs").text
    for words in ("A client in banking", "Union agreement", "A refund that does not come"):
        assert words in page, words
    lower = next(gig for gig in first if gig.title.startswith("The refund"))
    assert "It paid more" in client.get(f"/gigs/{lower.id}").text
