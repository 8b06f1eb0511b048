"""Many at the desk at once: each case has its own number, and one answer counts."""

import pytest
from sqlalchemy import select

from foundation.cases.actions import write_more
from foundation.cases.desk.actions import answer_case, take_case
from foundation.cases.errors import AlreadyOwned, CaseChanged
from foundation.cases.models import Case, CaseMessage, MessageKind
from foundation.database import db
from tests.databases.crowd import at_once
from tests.foundation.cases.asking import ask, case_of, texts, version_of

pytestmark = pytest.mark.usefixtures("each_connection")
CROWD = 8


def test_those_who_ask_at_once_get_a_number_each_and_none_is_left_out(app, cast):
    at_once(app, CROWD, lambda _: ask(cast.omar))
    db.session.rollback()
    numbers = sorted(db.session().scalars(select(Case.number)))
    assert numbers == [f"C-2026-{number:05d}" for number in range(1, CROWD + 1)]


def test_of_many_who_answer_at_once_one_does_and_the_others_are_told(app, cast):
    case_id = ask(cast.omar)
    read = version_of(case_id)
    staff = (cast.remy, cast.fay, cast.cleo, cast.cora) * 2

    def answer(number):
        answer_case(case_id, read, f"Answer {number}", actor=staff[number].actor)

    given = at_once(app, CROWD, answer)
    assert given.count(None) == 1
    assert {type(each) for each in given if each} == {CaseChanged}
    assert len([text for text in texts(case_id) if text.startswith("Answer")]) == 1


def test_of_many_who_take_it_one_has_it(app, cast):
    case_id = ask(cast.omar)
    staff = (cast.remy, cast.fay, cast.cleo, cast.cora)
    taken = at_once(app, 4, lambda number: take_case(case_id, actor=staff[number].actor))
    assert taken.count(None) == 1
    assert {type(each) for each in taken if each} == {AlreadyOwned}
    assert case_of(case_id).owner_id == staff[taken.index(None)].id


def test_what_is_written_at_once_is_all_there_in_an_order(app, cast):
    case_id = ask(cast.omar)
    at_once(app, CROWD, lambda number: write_more(case_id, f"{number}", actor=cast.omar.actor))
    db.session.rollback()
    said = select(CaseMessage.position).where(
        CaseMessage.case_id == case_id, CaseMessage.kind == MessageKind.SAID
    )
    assert sorted(db.session().scalars(said)) == list(range(1, CROWD + 2))
