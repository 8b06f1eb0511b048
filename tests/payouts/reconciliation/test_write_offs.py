"""Writing off a difference above the limit: two people stand for it, and the first is told no."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from foundation import clock
from foundation.actors import SYSTEM
from foundation.clock import now
from foundation.database import db, transaction
from foundation.ids import new_id
from foundation.notices.models import Notice
from payouts.journal.chart import Kind, platform
from payouts.reconciliation import settling, waiting
from payouts.reconciliation.errors import (
    DifferenceChanged,
    DifferenceIsOver,
    NothingWaits,
    SamePerson,
    WaitsForSecond,
)
from payouts.reconciliation.models import (
    Difference,
    DifferenceKind,
    Reconciliation,
    WriteOff,
    WriteOffState,
)
from tests.cast import sign_in
from tests.databases.crowd import at_once
from tests.payouts.pay_runs.earned import kept
from tests.payouts.reconciliation.reconciled import reconciled, still_open
from tests.payouts.transfers.sent import CURRENCY

pytestmark = pytest.mark.usefixtures("session")
MUCH, LITTLE = 1_000_001, 600_000


def found(off: int = MUCH):
    """Unknown to us: Stripe has so much more."""
    with transaction() as session:
        run = Reconciliation(asked_by=SYSTEM.id, ended_at=now())
        session.add(run)
        session.flush()
        row = Difference(
            kind=DifferenceKind.UNKNOWN_TO_US.value,
            place="",
            subject=f"txn_{new_id().hex}",
            currency=CURRENCY,
            ours_minor=0,
            theirs_minor=off,
            off_minor=off,
            about_at=now(),
            found_in=run.id,
        )
        session.add(row)
        session.flush()
        return row.id


def ask(id_, person, off: int = MUCH) -> bool:
    return settling.resolve_difference(
        id_, against=Kind.CAPITAL, off_minor=off, because="A top-up.", actor=person.actor
    )


def approve(id_, person, off: int = MUCH) -> None:
    settling.approve_write_off(id_, off, actor=person.actor)


def in_books() -> int:
    return kept(platform(Kind.CAPITAL, CURRENCY))[0]


def told(person) -> list[str]:
    db.session.rollback()
    wanted = select(Notice.kind).where(Notice.account_id == person.id)
    return [each for each in db.session().scalars(wanted) if each.startswith("difference.")]


def test_up_to_the_limit_one_person_posts(cast):
    assert ask(found(1_000_000), cast.fay, 1_000_000)
    assert in_books() == 1_000_000


@pytest.mark.parametrize("off", [MUCH, -MUCH])
def test_above_it_nothing_is_posted_before_a_second_person_agrees(cast, off):
    id_ = found(off)
    assert not ask(id_, cast.fay, off)
    assert in_books() == 0
    with pytest.raises(SamePerson):
        approve(id_, cast.fay, off)
    with pytest.raises(WaitsForSecond):
        ask(id_, cast.admin, off)
    assert in_books() == 0
    approve(id_, cast.admin, off)
    assert in_books() == off
    with pytest.raises(DifferenceIsOver):
        approve(id_, cast.admin, off)


def test_the_database_wants_two_people_too(cast):
    ask(found(), cast.fay)
    for by in (cast.fay.id, None):
        with pytest.raises(IntegrityError), transaction() as session:
            session.execute(
                update(WriteOff).values(state=WriteOffState.POSTED, decided_by=by, decided_at=now())
            )


def test_many_small_ones_are_one_large_one(cast):
    assert ask(found(LITTLE), cast.fay, LITTLE)
    assert not ask(found(-LITTLE), cast.fay, -LITTLE)
    clock.move(timedelta(days=7))
    assert ask(found(LITTLE), cast.fay, LITTLE)


def test_refused_it_stays_and_the_first_reads_why(cast):
    id_ = found()
    ask(id_, cast.fay)
    assert told(cast.admin) == ["difference.second_needed"]
    settling.refuse_write_off(id_, "It is a client's.", actor=cast.admin.actor)
    assert told(cast.fay) == ["difference.posting_refused"]
    assert in_books() == 0
    with pytest.raises(NothingWaits):
        approve(id_, cast.admin)
    assert not ask(id_, cast.admin), "and it can be asked for anew"


def test_what_changed_meanwhile_is_not_posted(cast):
    id_ = found()
    ask(id_, cast.fay)
    with transaction() as session:
        session.execute(update(Difference).values(off_minor=MUCH + 1))
    for seen in (MUCH, MUCH + 1):
        with pytest.raises(DifferenceChanged):
            approve(id_, cast.admin, seen)
    assert in_books() == 0


def test_the_second_finds_it_and_the_first_does_not(cast):
    id_ = found()
    ask(id_, cast.fay)
    said = {
        person: [each.label for each in waiting.waiting_for(db.session(), person.actor)]
        for person in (cast.fay, cast.admin)
    }
    assert "Post US$10,000.01 against a difference, or not" in said[cast.admin]
    assert len(said[cast.fay]) == 1


def test_the_page_says_who_asked_and_has_the_way_to_refuse(cast, client):
    id_ = found()
    sign_in(client, cast.fay)
    assert "a second person must post it" in page(client, id_)
    sent = {"against": "capital", "off_minor": str(MUCH), "because": "A top-up."}
    answer = client.post(f"/finance/reconciliation/{id_}/posting", data=sent)
    assert answer.status_code == 302
    assert "Somebody else must post it" in page(client, id_)
    own = client.post(
        f"/finance/reconciliation/{id_}/posting/approval", data={"off_minor": str(MUCH)}
    )
    assert own.status_code == 409
    sign_in(client, cast.admin)
    text = page(client, id_)
    assert "to post US$10,000.01 against “Our own money, put in or taken out”: A top-up." in text
    assert "Waits for a second person" in client.get("/finance/reconciliation").text
    refusal = f"/finance/reconciliation/{id_}/posting/refusal"
    assert client.post(refusal, data={"refused_because": " "}).status_code == 422
    assert client.post(refusal, data={"refused_because": "Not ours."}).status_code == 302
    assert "Not posted: Not ours." in page(client, id_)


def page(client, id_) -> str:
    return re.sub("<[^>]*>", "", client.get(f"/finance/reconciliation/{id_}").text)


@pytest.mark.usefixtures("each_connection")
def test_two_at_once_by_one_person_each(app, cast):
    ids, people = [found(LITTLE), found(LITTLE)], (cast.fay, cast.admin)
    outcomes = at_once(app, 2, lambda n: ask(ids[n], people[n], LITTLE))
    assert sorted(outcomes) == [False, True]
    assert in_books() == LITTLE


def test_posted_by_two_the_books_agree(desk, cast):
    """Money that came to Stripe and to none of our books."""
    desk.fund(MUCH)
    reconciled(desk)
    ((id_, off),) = ((each.id, each.off_minor) for each in still_open())
    assert not ask(id_, cast.fay, off)
    approve(id_, cast.admin, off)
    assert reconciled(desk).still_open == 0
