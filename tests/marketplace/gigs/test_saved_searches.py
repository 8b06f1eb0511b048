"""A saved search tells of what is new, at its pace, and of no gig twice."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from foundation import clock
from foundation.database import db
from foundation.hooks import DemoSize
from foundation.ids import new_id
from foundation.jobs import run_due
from foundation.notices.models import Notice
from marketplace.accounts import demo as accounts_demo
from marketplace.gigs.errors import NameIsTaken, SearchNotFound, TooManySearches
from marketplace.gigs.saved import actions, demo, own_data, queries
from marketplace.gigs.saved.jobs import JOBS
from marketplace.gigs.saved.models import Pace, SavedSearch, SavedSearchTold
from marketplace.gigs.schemas import SEARCH_FORM
from tests.cast import sign_in
from tests.marketplace.gigs.posting import open_, titled


def save(person, pace=Pace.AT_ONCE, name="Quarrels", **asked):
    asked = asked or {"q": "quarrel"}
    return actions.save_search(name, asked, pace, actor=person.actor)


def look():
    clock.move(timedelta(seconds=1))
    run_due(JOBS, new_id(), even_if_not_due=True)
    db.session.rollback()


def told(person):
    wanted = select(Notice.text).where(Notice.account_id == person.id, Notice.kind == "gig.found")
    return list(db.session().scalars(wanted))


def post(cast, title):
    clock.move(timedelta(seconds=1))
    return open_(cast, titled(title))


def test_a_new_gig_is_told_once(cast):
    save(cast.omar)
    post(cast, "A quarrel about a letter")
    look()
    look()
    assert told(cast.omar) == ["“Quarrels” found A quarrel about a letter."]


def test_what_was_open_before_is_not_told(cast):
    post(cast, "A quarrel about a letter")
    clock.move(timedelta(seconds=1))
    save(cast.omar)
    look()
    assert told(cast.omar) == []


def test_what_does_not_fit_is_not_told(cast):
    save(cast.omar)
    post(cast, "A wedding")
    look()
    assert told(cast.omar) == []


def test_two_searches_that_find_one_gig_tell_of_it_once(cast):
    save(cast.omar)
    save(cast.omar, name="Letters", q="letter")
    post(cast, "A quarrel about a letter")
    look()
    assert len(told(cast.omar)) == 1


def test_once_a_day_gathers_what_came(cast):
    save(cast.omar, Pace.DAILY)
    look()
    post(cast, "A quarrel about a letter")
    post(cast, "A quarrel about a house")
    look()
    assert told(cast.omar) == []
    clock.move(timedelta(days=1))
    look()
    assert told(cast.omar) == ["“Quarrels” found A quarrel about a house and 1 more."]


def test_never_tells_nothing(cast):
    search_id = save(cast.omar)
    actions.change_pace(search_id, Pace.NEVER, actor=cast.omar.actor)
    post(cast, "A quarrel about a letter")
    look()
    assert told(cast.omar) == []


def test_a_name_is_given_once(cast):
    save(cast.omar)
    with pytest.raises(NameIsTaken):
        save(cast.omar)
    save(cast.mira)


def test_there_is_an_end_to_saving(cast):
    for number in range(actions.MOST):
        save(cast.omar, name=str(number))
    with pytest.raises(TooManySearches):
        save(cast.omar)


def test_a_strangers_search_is_not_there(cast):
    search_id = save(cast.omar)
    with pytest.raises(SearchNotFound):
        actions.delete_search(search_id, actor=cast.mira.actor)


def test_it_is_saved_from_the_list_and_deleted_on_its_page(client, cast):
    open_(cast, titled("A quarrel"))
    sign_in(client, cast.omar)
    assert "/gigs/saved?q=quarrel" in client.get("/gigs?q=quarrel").text
    assert "Quarrel" in client.get("/gigs/saved?q=quarrel").text
    client.post("/gigs/saved?q=quarrel&feelings=anger", data={"name": "Mine", "pace": "daily"})
    [kept] = db.session().scalars(select(SavedSearch))
    assert kept.asked == {"q": "quarrel", "feelings": ["anger"]}
    assert "/gigs?q=quarrel&amp;feelings=anger" in client.get("/gigs/saved").text
    client.post(f"/gigs/saved/{kept.id}/delete")
    assert "You have saved no search" in client.get("/gigs/saved").text


def test_a_search_without_a_name_is_asked_again(client, cast):
    sign_in(client, cast.omar)
    answer = client.post("/gigs/saved?q=quarrel", data={"name": " ", "pace": "hourly"})
    assert answer.status_code == 422
    assert "Choose one." in answer.text
    assert "Give it a name." in answer.text


def test_who_leaves_takes_their_searches_along(cast):
    save(cast.omar)
    save(cast.mira)
    post(cast, "A quarrel about a letter")
    look()
    session = db.session()
    assert own_data.exports_of(session, cast.omar.id)["saved_searches"][0]["name"] == "Quarrels"
    own_data.forget(session, cast.omar.id)
    for kept in (SavedSearch, SavedSearchTold):
        assert session.scalar(select(func.count()).select_from(kept)) == 1


def test_the_demo_keeps_searches_once_however_often_it_starts(app, session):
    size = DemoSize(performers=0, recordings=0, seed=1)
    accounts_demo.make(size)
    for _ in range(2):
        demo.make(size)
        found = queries.searches_of(db.session(), accounts_demo.character("omar").id)
        assert [(each.name, each.pace) for each in found] == [
            ("From 60 an hour", Pace.NEVER),
            ("Grief in English", Pace.DAILY),
        ]
        assert all(SEARCH_FORM.load(each.asked) for each in found)
        db.session.rollback()
