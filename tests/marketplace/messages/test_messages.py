"""Writing to each other: who may, what is told, what stays as evidence."""

import random

import pytest
from sqlalchemy import text

from consent.minimums.models import AvoidedClient
from foundation import hooks
from foundation.actors import Power
from foundation.cases.models import Case
from foundation.database import db, transaction
from foundation.errors import NotFound
from marketplace.casting import applying, reading
from marketplace.casting.errors import ApplicationNotFound
from marketplace.messages import own_data, policy, queries
from marketplace.messages.actions import mark_read, report_message, write_message
from marketplace.messages.errors import (
    AlreadyReported,
    ConversationNotFound,
    MayNotWrite,
    NotToEachOther,
    OwnMessage,
)
from marketplace.messages.models import About, Message, MessageWords, Side
from tests.cast import NORTHLAB
from tests.databases.crowd import at_once
from tests.marketplace.casting.scene import applied, drafted, opened
from tests.marketplace.messages.written import (
    application,
    brief_of,
    engagement,
    said,
    told,
    write,
)
from tests.marketplace.profiles.known import mandate

pytestmark = pytest.mark.usefixtures("session")
ABOUT = About.APPLICATION


def test_both_sides_write_and_read_in_one_conversation(cast):
    about = application(cast)
    write(cast.omar, about, "Which day is it?")
    write(cast.ben, about, "The tenth.")
    assert [each.text for each in said(about, cast.omar)] == ["Which day is it?", "The tenth."]
    assert [each.text for each in said(about, cast.cleo)] == ["Which day is it?", "The tenth."]


def strangers(cast):
    return [cast.mira, cast.rolf, cast.vera, cast.fay, cast.remy, cast.cora, cast.admin, cast.otto]


def test_to_everybody_else_there_is_no_such_conversation(cast):
    about = application(cast)
    write(cast.omar, about)
    wrong = strangers(cast)
    random.Random(5).shuffle(wrong)
    for person in wrong:
        with pytest.raises(ConversationNotFound):
            said(about, person)
        with pytest.raises(ConversationNotFound):
            write(person, about)
    assert len(said(about, cast.omar)) == 1


def test_a_stranger_let_in_by_fault_would_be_found(cast, monkeypatch):
    about = application(cast)
    monkeypatch.setattr(policy, "side_of", lambda *_: Side.PERFORMER)
    write(cast.mira, about)
    assert len(said(about, cast.rolf)) == 1


def test_the_other_side_is_told_once_until_they_read(cast):
    about = application(cast)
    write(cast.omar, about)
    write(cast.omar, about, "And where?")
    assert (told(cast.ben), told(cast.omar)) == (1, 0)
    mark_read(ABOUT, about, actor=cast.ben.actor)
    write(cast.omar, about, "Thank you.")
    assert told(cast.ben) == 2


def test_what_waits_to_be_read_stands_on_the_home_page_until_it_is(cast):
    about = application(cast)
    write(cast.ben, about)
    session = db.session()
    waits = [each.url for each in hooks.waiting(session, cast.omar.actor)]
    assert f"/messages/application/{about}" in waits
    mark_read(ABOUT, about, actor=cast.omar.actor)
    session.rollback()
    assert queries.unread_by(session, cast.omar.actor, 9) == []
    assert said(about, cast.ben)[0].seen


def test_each_message_names_the_brief_that_it_was_written_under(cast):
    about = engagement(cast)
    write_message(About.ENGAGEMENT, about, "See you there.", actor=cast.omar.actor)
    (only,) = said(about, cast.omar, About.ENGAGEMENT)
    assert only.message.brief_version_id == brief_of(about)


def test_words_that_were_rewritten_are_seen(cast):
    about = application(cast)
    message_id = write(cast.omar, about)
    write(cast.ben, about)
    assert all(each.intact for each in said(about, cast.ben))
    with transaction() as session:
        session.get_one(MessageWords, message_id).text = "I never asked."
    assert [each.intact for each in said(about, cast.ben)] == [False, True]


@pytest.mark.usefixtures("each_database")
def test_sixteen_at_once_stand_one_after_the_other(app, cast):
    about = application(cast)
    at_once(app, 16, lambda number: write(cast.omar if number % 2 else cast.ben, about, "Hello."))
    everything = said(about, cast.omar)
    assert [each.message.position for each in everything] == list(range(1, 17))
    assert all(each.intact for each in everything)


def test_an_agent_reads_by_mandate_and_writes_only_by_one_to_negotiate(cast):
    about = application(cast)
    mandate(cast.omar, cast.otto)
    write(cast.omar, about)
    assert len(said(about, cast.otto)) == 1
    with pytest.raises(MayNotWrite):
        write(cast.otto, about)


def test_who_avoids_a_client_and_they_cannot_write_to_each_other(cast):
    about = application(cast)
    with transaction() as session:
        avoided = {"client_id": NORTHLAB, "name_key": "northlab"}
        session.add(AvoidedClient(performer_id=cast.omar.id, **avoided))
    for person in (cast.omar, cast.ben):
        with pytest.raises(NotToEachOther):
            write(person, about)
    write(cast.cleo, about, "I pass it on.")


def test_compliance_reads_once_it_is_reported_and_stands_on_record(cast):
    about = application(cast)
    message_id = write(cast.ben, about, "Do it or else.")
    case_id = report_message(message_id, "A threat.", actor=cast.omar.actor)
    (only,) = said(about, cast.cora)
    assert (only.text, only.reported_by) == ("Do it or else.", {cast.omar.id})
    mark_read(ABOUT, about, actor=cast.cora.actor)
    read = text("SELECT count(*) FROM foundation_audit_event WHERE action = 'message.read'")
    session = db.session()
    assert session.scalar(read) == 1
    case = session.get_one(Case, case_id)
    assert case.owner_id in hooks.holders(session, Power.READ_RIGHTS)
    assert case.about == f"/messages/application/{about}"
    with pytest.raises(ConversationNotFound):
        write(cast.cora, about)


def test_one_reports_what_others_wrote_and_once(cast):
    about = application(cast)
    message_id = write(cast.ben, about)
    with pytest.raises(OwnMessage):
        report_message(message_id, "Mine.", actor=cast.ben.actor)
    with pytest.raises(NotFound):
        report_message(message_id, "Not mine to read.", actor=cast.mira.actor)
    report_message(message_id, "Rude.", actor=cast.omar.actor)
    with pytest.raises(AlreadyReported):
        report_message(message_id, "Rude.", actor=cast.omar.actor)


def test_who_leaves_takes_the_words_along_but_not_what_was_reported(cast):
    about = application(cast)
    write(cast.omar, about, "My telephone number.")
    write(cast.ben, about, "Your name?")
    reported = write(cast.omar, about, "A threat.")
    report_message(reported, "A threat.", actor=cast.ben.actor)
    with transaction() as session:
        own_data.forget(session, cast.omar.id)
    everything = said(about, cast.ben)
    assert [each.text for each in everything] == [None, None, "A threat."]
    assert all(each.intact for each in everything)


def test_a_message_is_never_changed(cast):
    message_id = write(cast.omar, application(cast))
    with pytest.raises(Exception, match="append-only"), transaction() as session:
        session.get_one(Message, message_id).hash = "0" * 64


def test_beginning_again_hides_nothing_that_was_reported(cast):
    gig_id = opened(cast)
    about = applied(gig_id, cast.omar)
    report_message(
        write(cast.omar, about, "I know where you live."), "A threat.", actor=cast.ben.actor
    )
    applying.withdraw_application(about, actor=cast.omar.actor)
    assert drafted(gig_id, cast.omar, note="Not yours to read.") == about
    for reader in (cast.cora, cast.ben):
        assert [each.text for each in said(about, reader)] == ["I know where you live."]
    with pytest.raises(ApplicationNotFound):
        reading.application_to_cast(db.session(), about, cast.ben.actor)
