"""Self-tapes: priced when posted so, watched on record, destroyed, and never anything else."""

from dataclasses import replace
from io import BytesIO

import pytest
from sqlalchemy import select
from werkzeug.datastructures import FileStorage

from foundation import storage
from foundation.database import db
from foundation.web import settings
from marketplace.casting import answering, applying, jobs, tapes, watching
from marketplace.casting.errors import AuditionsTaken, TapeClosed, TapeNotFound, UnfitTape
from marketplace.casting.models import ApplicationState
from marketplace.casting.tape_models import Tape
from marketplace.facts.models import Fact
from tests.cast import sign_in
from tests.marketplace.casting.running import run
from tests.marketplace.casting.scene import application, budget, drafted, later, opened
from tests.marketplace.market import PAY, content

pytestmark = pytest.mark.usefixtures("session")
SOUND = b"ID3" + bytes(200)


@pytest.fixture
def gig(cast):
    return opened(cast)


def taped(gig, who, said=SOUND, kind="audio/mpeg"):
    made = drafted(gig, who)
    file = FileStorage(BytesIO(said), "tape.mp3", content_type=kind)
    tapes.attach_tape(made, tapes.keep_file(file), actor=who.actor)
    return made


def submitted(gig, who):
    made = taped(gig, who)
    applying.submit_application(made, actor=who.actor)
    return made


def facts():
    db.session.rollback()
    return [(each.amount_minor, each.performer_id) for each in db.session().scalars(select(Fact))]


def test_what_is_no_sound_and_no_video_is_refused(cast, gig):
    with pytest.raises(UnfitTape):
        taped(gig, cast.omar, b"%PDF-1.7", "application/pdf")


def test_a_priced_tape_is_promised_with_the_fee_when_it_is_submitted(cast, gig):
    taped(gig, cast.omar)
    assert budget(gig).committed_minor == 0
    submitted(gig, cast.omar)
    assert budget(gig).committed_minor == 575


def test_it_is_owed_once_somebody_watched_and_only_once(cast, gig):
    made = submitted(gig, cast.omar)
    assert facts() == []
    for who in (cast.ben, cast.cleo):
        watching.open_tapes(gig, [made], actor=who.actor)
    assert facts() == [(500, cast.omar.id)]
    later(8)
    assert run(jobs.owe_auditions) == "0 owed"


def test_it_is_owed_after_a_week_or_with_an_answer(cast, gig):
    submitted(gig, cast.omar)
    answered = submitted(gig, cast.mira)
    answering.answer_applications(gig, [answered], ApplicationState.DECLINED, actor=cast.ben.actor)
    assert facts() == [(500, cast.mira.id)]
    later(7)
    assert run(jobs.owe_auditions) == "1 owed"
    assert run(jobs.owe_auditions) == "0 owed"
    assert len(facts()) == 2


def test_taken_back_before_anybody_watched_it_costs_nothing_and_goes(cast, gig):
    made = submitted(gig, cast.omar)
    applying.withdraw_application(made, actor=cast.omar.actor)
    assert budget(gig).committed_minor == 0
    assert run(jobs.destroy_tapes) == "1 destroyed"
    assert run(jobs.destroy_tapes) == "0 destroyed"
    key = db.session().scalars(select(Tape)).one().storage_key
    assert not storage.exists(storage.of(settings()), key)


def test_no_more_are_taken_than_are_paid(cast):
    gig = opened(cast, content(pay=replace(PAY, most_auditions=1)))
    submitted(gig, cast.omar)
    with pytest.raises(AuditionsTaken):
        submitted(gig, cast.mira)


def test_an_unsuccessful_one_is_destroyed_thirty_days_after_the_decision(cast, gig):
    made = submitted(gig, cast.omar)
    answering.answer_applications(gig, [made], ApplicationState.DECLINED, actor=cast.ben.actor)
    later(29)
    assert run(jobs.destroy_tapes) == "0 destroyed"
    later(1)
    assert run(jobs.destroy_tapes) == "1 destroyed"
    with pytest.raises(TapeNotFound):
        watching.open_tapes(gig, [made], actor=cast.ben.actor)


def test_a_shortlisted_one_is_kept(cast, gig):
    made = submitted(gig, cast.omar)
    answering.answer_applications(gig, [made], ApplicationState.DECLINED, actor=cast.ben.actor)
    answering.undo_move(gig, actor=cast.ben.actor)
    later(31)
    assert run(jobs.destroy_tapes) == "0 destroyed"


def test_a_sitting_is_for_who_opened_it_and_for_an_hour(cast, gig, client):
    made = submitted(gig, cast.omar)
    opened_by_ben = watching.open_tapes(gig, [made], actor=cast.ben.actor)
    (shown,) = watching.sitting(db.session(), gig, opened_by_ben, cast.ben.actor)
    sign_in(client, cast.ben)
    answer = client.get(f"/casting/tapes/{shown.viewing.id}", headers={"Range": "bytes=0-2"})
    assert (answer.status_code, answer.data) == (206, b"ID3")
    with pytest.raises(TapeClosed):
        watching.sitting(db.session(), gig, opened_by_ben, cast.ada.actor)
    later(1)
    with pytest.raises(TapeClosed):
        watching.tape_for(db.session(), shown.viewing.id, cast.ben.actor)


def test_its_performer_sees_who_watched(cast, gig):
    made = submitted(gig, cast.omar)
    watching.open_tapes(gig, [made], actor=cast.cleo.actor)
    (seen,) = watching.viewings_of(db.session(), made)
    assert (seen.reader_id, seen.acted_as) == (cast.cleo.id, "casting")
    assert application(made).state is ApplicationState.SUBMITTED
