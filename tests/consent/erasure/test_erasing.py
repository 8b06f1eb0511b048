"""Which records go on request, which are kept and why, and that what went is gone."""

from datetime import timedelta

import pytest

from consent.erasure import judging
from consent.erasure.actions import erase_for, erase_own
from consent.erasure.errors import MustBeKept, NothingChosen
from consent.erasure.judging import judge
from consent.keeping.jobs import keep
from consent.keeping.openings import ThreadNotFound, own_threads
from consent.ledger.entries import EntryType
from consent.ledger.openings.closing import types_by_thread
from consent.media.models import LegalHold
from consent.reading.actions import read_thread
from consent.rights.withdrawing import withdraw_recording
from foundation.clock import now
from foundation.database import db, transaction
from foundation.errors import NotPermitted
from tests.cast import sign_in
from tests.consent.erasure.settled import a_paper, delivered, destroyed, settled, withdrawn
from tests.consent.recordings.performed import recorded

pytestmark = pytest.mark.usefixtures("each_database")


def why(person) -> dict[str, str]:
    return {each.thread: each.kept for each in judge(db.session(), person.id)}


def test_what_was_never_handed_over_and_is_destroyed_goes(cast):
    grant = settled(cast.omar)
    assert why(cast.omar) == {grant.thread: ""}
    assert erase_own([grant.thread], actor=cast.omar.actor) > 0
    assert own_threads(db.session(), cast.omar.actor) == []
    with pytest.raises(ThreadNotFound):
        read_thread(grant.thread, actor=cast.omar.actor)
    assert not any(line.payload for line in read_thread(grant.thread, actor=cast.cora.actor))


def test_the_ledger_goes_on_saying_that_it_was_erased(cast, client):
    grant = settled(cast.omar)
    keep()
    erase_own([grant.thread], actor=cast.omar.actor)
    keep()
    said = types_by_thread(db.session(), [grant.thread])[grant.thread]
    assert EntryType.ERASURE_PERFORMED in said


def test_what_is_in_force_stays(cast):
    (grant,) = recorded(cast.omar.id)
    assert why(cast.omar) == {grant.thread: judging.IN_FORCE}


def test_what_was_handed_over_stays_also_after_a_withdrawal(cast):
    (grant,) = recorded(cast.omar.id)
    delivered(grant)
    withdraw_recording(grant.recording_id, reason=None, actor=cast.omar.actor)
    destroyed(grant)
    assert why(cast.omar) == {grant.thread: judging.HANDED_OVER}


def test_what_is_not_destroyed_yet_stays_until_it_is(cast):
    grant = withdrawn(cast.omar)
    assert why(cast.omar) == {grant.thread: judging.NOT_DESTROYED}
    destroyed(grant)
    assert why(cast.omar) == {grant.thread: ""}


def test_a_legal_hold_keeps_it_until_its_day(cast):
    grant = settled(cast.omar)
    until = now().date() + timedelta(days=30)
    with transaction() as session:
        session.add(LegalHold(recording_id=grant.recording_id, until=until, placed_by=cast.cora.id))
    assert until.isoformat() in why(cast.omar)[grant.thread]
    with pytest.raises(MustBeKept):
        erase_own([grant.thread], actor=cast.omar.actor)


def test_what_was_signed_and_paid_stays(cast):
    thread = a_paper(cast.omar)
    assert why(cast.omar) == {thread: judging.SIGNED_OR_PAID}


def test_all_of_what_was_chosen_goes_or_nothing(cast):
    free, kept = settled(cast.omar), withdrawn(cast.omar)
    with pytest.raises(MustBeKept):
        erase_own([free.thread, kept.thread], actor=cast.omar.actor)
    assert len(own_threads(db.session(), cast.omar.actor)) == 2


def test_another_s_record_is_not_there(cast):
    grant = settled(cast.omar)
    with pytest.raises(ThreadNotFound):
        erase_own([grant.thread], actor=cast.mira.actor)
    assert why(cast.omar) == {grant.thread: ""}


def test_twice_is_once(cast):
    grant = settled(cast.omar)
    erase_own([grant.thread], actor=cast.omar.actor)
    with pytest.raises(ThreadNotFound):
        erase_own([grant.thread], actor=cast.omar.actor)


def test_nothing_chosen_erases_nothing(cast):
    with pytest.raises(NothingChosen):
        erase_own([], actor=cast.omar.actor)


@pytest.mark.parametrize("who", ["omar", "mira", "ada", "otto", "remy", "fay"])
def test_only_compliance_erases_for_others(cast, who):
    grant = settled(cast.omar)
    with pytest.raises(NotPermitted):
        erase_for(cast.omar.id, [grant.thread], actor=getattr(cast, who).actor)


def test_compliance_erases_for_who_asked_by_letter_and_keeps_what_is_kept(cast):
    free, kept = settled(cast.omar), withdrawn(cast.omar)
    with pytest.raises(MustBeKept):
        erase_for(cast.omar.id, [kept.thread], actor=cast.cora.actor)
    erase_for(cast.omar.id, [free.thread], actor=cast.cora.actor)
    assert own_threads(db.session(), cast.omar.actor) == [kept.thread]


def test_on_the_page_it_takes_two_steps(client, cast):
    grant, kept = settled(cast.omar), withdrawn(cast.omar)
    sign_in(client, cast.omar)
    page = client.get("/erasure").text
    assert grant.thread in page
    assert judging.NOT_DESTROYED in page
    asked = client.get(f"/erasure/confirm?thread={grant.thread}&thread={kept.thread}").text
    assert "Erase this record for good?" in asked
    assert f'value="{kept.thread}"' not in asked
    done = client.post("/erasure", data={"thread": grant.thread}, follow_redirects=True).text
    assert "Nothing may be erased today." in done
    assert grant.thread not in client.get("/threads").text
    for path in ("/rights", f"/rights/{grant.recording_id}"):
        assert client.get(path).status_code == 200


def test_nothing_chosen_is_said_on_the_page(client, cast):
    sign_in(client, cast.omar)
    page = client.get("/erasure/confirm", follow_redirects=True).text
    assert "Choose one record at least." in page
