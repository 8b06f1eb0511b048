"""Who reads another's rights: by their will, as far and as long as they said, and on record."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from consent.delegations import actions, queries
from consent.delegations.errors import (
    AlreadyEnded,
    DelegationNotFound,
    NothingChosen,
    NotThatLong,
    NotYourself,
)
from consent.delegations.models import DelegationAddress, Observing
from consent.delegations.own_data import exports_of, forget
from consent.delegations.reading import read_delegated
from consent.keeping import readings
from consent.keeping.openings import ThreadNotFound
from consent.reading.actions import read_thread
from foundation import clock
from foundation.clock import now
from foundation.database import db, transaction
from foundation.errors import NotPermitted, TooMany
from foundation.notices.models import Notice
from marketplace.accounts.models import Account
from tests.cast import RIVALLAB
from tests.consent.recordings.performed import recorded

pytestmark = pytest.mark.usefixtures("each_database")

LAST_DAY = date(2026, 3, 31)


@pytest.fixture
def theirs(cast):
    """Omar's grant for a recording of Northlab's."""
    (grant,) = recorded(cast.omar.id)
    return grant


def to_otto(cast, until=LAST_DAY, **more) -> UUID:
    return actions.delegate_reading(
        "Otto@Example.org", Observing.AGENT, until, actor=cast.omar.actor, **more
    )


def reads(person, grant) -> bool:
    try:
        return bool(read_thread(grant.thread, actor=person.actor))
    except ThreadNotFound:
        return False


def test_before_it_is_delegated_nobody_else_reads_it(cast, theirs):
    assert not reads(cast.otto, theirs)


def test_whom_it_is_delegated_to_reads_it_and_nobody_else(cast, theirs):
    to_otto(cast)
    assert reads(cast.otto, theirs)
    for person in (cast.mira, cast.ada, cast.fay):
        assert not reads(person, theirs)


def test_an_observer_reads_every_word_of_it(cast, theirs):
    to_otto(cast)
    lines = read_thread(theirs.thread, actor=cast.otto.actor)
    assert all(line.payload for line in lines)


def test_what_another_performer_signed_stays_closed(cast, theirs):
    (miras,) = recorded(cast.mira.id)
    to_otto(cast)
    assert not reads(cast.otto, miras)
    assert not queries.may_read_as_observer(db.session(), cast.otto.actor, cast.mira.id)
    assert queries.may_read_as_observer(db.session(), cast.otto.actor, cast.omar.id)


def test_it_ends_by_itself_after_its_last_day(cast, theirs):
    delegation = to_otto(cast)
    clock.move(timedelta(days=29, hours=14))
    assert now().date() == LAST_DAY
    assert reads(cast.otto, theirs)
    clock.move(timedelta(hours=2))
    assert not reads(cast.otto, theirs)
    with pytest.raises(DelegationNotFound):
        read_delegated(delegation, actor=cast.otto.actor)


def test_it_is_ended_at_once_by_whose_rights_they_are_and_only_once(cast, theirs):
    delegation = to_otto(cast)
    actions.end_delegation(delegation, actor=cast.omar.actor)
    assert not reads(cast.otto, theirs)
    assert queries.held(db.session(), cast.otto.actor) == []
    with pytest.raises(AlreadyEnded):
        actions.end_delegation(delegation, actor=cast.omar.actor)


@pytest.mark.parametrize("who", ["otto", "mira", "ada", "cora"])
def test_nobody_else_ends_it(cast, theirs, who):
    delegation = to_otto(cast)
    with pytest.raises(DelegationNotFound):
        actions.end_delegation(delegation, actor=getattr(cast, who).actor)
    assert reads(cast.otto, theirs)


def test_only_some_clients_recordings_are_read_where_some_were_named(cast, theirs):
    (of_rival,) = recorded(cast.omar.id, client=RIVALLAB)
    delegation = to_otto(cast, clients=[RIVALLAB])
    assert reads(cast.otto, of_rival)
    assert not reads(cast.otto, theirs)
    _, shown = read_delegated(delegation, actor=cast.otto.actor)
    assert [each.recording_id for each in shown] == [of_rival.recording_id]


def test_some_clients_of_which_none_is_named_is_nothing_and_not_everything(cast, theirs):
    with pytest.raises(NothingChosen):
        to_otto(cast, clients=[])
    assert not reads(cast.otto, theirs)


def test_a_name_that_looks_like_the_address_opens_nothing(cast, theirs):
    """The planted fault: whoever looks people up by what they are called would find two."""
    with transaction() as session:
        session.get_one(Account, cast.mira.id).name = "otto@example.org"
    to_otto(cast)
    assert not reads(cast.mira, theirs)
    assert reads(cast.otto, theirs)


def newcomer(*, proven: bool) -> UUID:
    with transaction() as session:
        at = now() if proven else None
        account = Account(email="late@example.net", name="Late", email_verified_at=at)
        session.add(account)
        session.flush()
        return account.id


@pytest.mark.parametrize("proven", [True, False])
def test_who_signs_up_later_reads_once_the_address_is_proven(cast, theirs, proven):
    actions.delegate_reading("late@example.net", Observing.UNION, LAST_DAY, actor=cast.omar.actor)
    late = replace_id(cast.otto, newcomer(proven=proven))
    assert reads(late, theirs) is proven


def replace_id(person, account_id):
    return replace(person, id=account_id, actor=replace(person.actor, id=account_id))


def test_who_takes_over_an_address_later_does_not_take_over_what_was_open_to_another(cast, theirs):
    to_otto(cast)
    with transaction() as session:
        session.get_one(Account, cast.otto.id).email = "otto@elsewhere.example"
        session.flush()
        session.get_one(Account, cast.mira.id).email = "otto@example.org"
    assert reads(cast.otto, theirs)
    assert not reads(cast.mira, theirs)


def test_to_oneself_nothing_is_delegated(cast):
    with pytest.raises(NotYourself):
        actions.delegate_reading(
            "OMAR@example.org", Observing.OTHER, LAST_DAY, actor=cast.omar.actor
        )


@pytest.mark.parametrize("until", [date(2026, 3, 1), date(2030, 1, 1)])
def test_a_day_that_has_passed_or_is_far_off_is_refused(cast, until):
    with pytest.raises(NotThatLong):
        to_otto(cast, until)


def test_nobody_is_written_to_without_end(cast):
    for _ in range(actions.MOST_A_DAY):
        to_otto(cast)
    with pytest.raises(TooMany):
        to_otto(cast)


def test_each_reading_is_on_record_and_shown_to_the_performer(cast, theirs):
    delegation = to_otto(cast)
    read_delegated(delegation, actor=cast.otto.actor)
    read_thread(theirs.thread, actor=cast.otto.actor)
    looks = readings.readings_of(db.session(), cast.omar.id)
    assert [(each.by, each.acted_as, each.by_observer) for each in looks] == [
        (cast.otto.id, "observer", True)
    ] * 2


def test_compliance_is_on_record_as_itself(cast, theirs):
    read_thread(theirs.thread, actor=cast.cora.actor)
    (look,) = readings.readings_of(db.session(), cast.omar.id)
    assert (look.acted_as, look.by_observer) == ("compliance", False)


def told(person) -> list[str]:
    wanted = select(Notice.kind).where(Notice.account_id == person.id)
    return sorted(db.session().scalars(wanted))


def test_both_are_told_when_it_begins_and_when_it_is_ended(cast):
    delegation = to_otto(cast)
    assert told(cast.otto) == ["delegation.opened"]
    assert told(cast.omar) == ["delegation.given"]
    actions.end_delegation(delegation, actor=cast.omar.actor)
    assert told(cast.otto) == ["delegation.ended", "delegation.opened"]
    assert told(cast.omar) == ["delegation.given", "delegation.revoked"]


def opened(cast, **more) -> UUID:
    return actions.open_to_auditor("otto@example.org", LAST_DAY, actor=cast.cora.actor, **more)


def test_compliance_opens_one_recording_to_an_auditor_and_nothing_else(cast):
    one, other = recorded(cast.omar.id, count=2)
    opened(cast, recordings=[one.recording_id])
    assert reads(cast.otto, one)
    assert not reads(cast.otto, other)


def test_compliance_opens_what_was_registered_in_a_period(cast):
    (before,) = recorded(cast.omar.id)
    clock.move(timedelta(days=5))
    (within,) = recorded(cast.mira.id)
    clock.move(timedelta(days=5))
    (after,) = recorded(cast.omar.id)
    opened(cast, registered=(date(2026, 3, 7), date(2026, 3, 7)))
    assert [reads(cast.otto, each) for each in (before, within, after)] == [False, True, False]


def test_a_period_may_last_until_the_last_day_there_is(cast):
    (grant,) = recorded(cast.omar.id)
    opened(cast, registered=(date(2026, 3, 1), date.max))
    assert reads(cast.otto, grant)


def test_several_limits_hold_together(cast):
    (northlabs,) = recorded(cast.omar.id)
    (rivals,) = recorded(cast.omar.id, client=RIVALLAB)
    opened(cast, clients=[RIVALLAB], registered=(date(2026, 3, 2), date(2026, 3, 2)))
    assert reads(cast.otto, rivals)
    assert not reads(cast.otto, northlabs)


def test_an_auditor_is_never_let_in_to_everything(cast):
    with pytest.raises(NothingChosen):
        opened(cast)


@pytest.mark.parametrize("who", ["omar", "ada", "otto", "remy", "fay"])
def test_only_compliance_opens_to_auditors(cast, who):
    with pytest.raises(NotPermitted):
        actions.open_to_auditor(
            "otto@example.org", LAST_DAY, recordings=[uuid4()], actor=getattr(cast, who).actor
        )


def test_compliance_ends_what_it_opened_and_a_performer_does_not(cast, theirs):
    delegation = opened(cast, recordings=[theirs.recording_id])
    with pytest.raises(DelegationNotFound):
        actions.end_delegation(delegation, actor=cast.omar.actor)
    actions.end_delegation(delegation, actor=cast.cora.actor)
    assert not reads(cast.otto, theirs)


def test_who_leaves_closes_what_they_opened_and_the_address_is_erased(cast, theirs):
    to_otto(cast)
    assert (
        exports_of(db.session(), cast.omar.id)["delegations_given"][0]["to"] == "otto@example.org"
    )
    assert len(exports_of(db.session(), cast.otto.id)["delegations_held"]) == 1
    with transaction() as session:
        forget(session, cast.omar.id)
    assert not reads(cast.otto, theirs)
    assert db.session().scalars(select(DelegationAddress)).all() == []


def test_an_observer_who_leaves_has_their_address_erased(cast):
    to_otto(cast)
    with transaction() as session:
        forget(session, cast.otto.id)
    assert db.session().scalars(select(DelegationAddress)).all() == []
