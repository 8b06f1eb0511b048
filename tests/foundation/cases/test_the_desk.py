"""What those who answer see and do: the queue, owners, answers, notes, closing."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from foundation import audit, clock
from foundation.cases import actions as asking
from foundation.cases import queries
from foundation.cases.desk import actions
from foundation.cases.desk import queries as desk
from foundation.cases.desk.queries import Which
from foundation.cases.errors import (
    AlreadyOwned,
    CaseChanged,
    CaseIsClosed,
    CaseNotFound,
    NotOnTheDesk,
)
from foundation.cases.models import CaseOutcome, CaseState
from foundation.errors import NotPermitted
from foundation.notices.models import Notice
from marketplace.accounts.people import actions as people
from tests.cast import sign_in
from tests.foundation.cases.asking import ask, case_of, texts, version_of


def queued(session, which, person):
    session.rollback()
    return [case.id for case in desk.queue(session, which, person.id)]


def do(action, case_id, person, text="Words.", **more):
    action(case_id, version_of(case_id), text, actor=person.actor, **more)


ACTIONS = {
    "take": lambda case_id, person: actions.take_case(case_id, actor=person.actor),
    "hand over": lambda case_id, person: actions.hand_over(case_id, person.id, actor=person.actor),
    "answer": lambda case_id, person: do(actions.answer_case, case_id, person),
    "ask back": lambda case_id, person: do(actions.ask_back, case_id, person),
    "note": lambda case_id, person: do(actions.add_note, case_id, person),
    "close": lambda case_id, person: do(
        actions.close_case, case_id, person, outcome=CaseOutcome.RESOLVED
    ),
}


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("name", ["mira", "ada", "otto"])
def test_who_is_not_staff_finds_nothing_to_answer(cast, action, name):
    case_id = ask(cast.omar)
    with pytest.raises(CaseNotFound):
        ACTIONS[action](case_id, getattr(cast, name))
    assert texts(case_id) == ["It is late."]


@pytest.mark.parametrize("action", ACTIONS)
def test_nobody_answers_their_own_case(cast, action):
    case_id = ask(cast.remy)
    with pytest.raises(NotPermitted):
        ACTIONS[action](case_id, cast.remy)


@pytest.mark.parametrize("action", [name for name in ACTIONS if name != "note"])
def test_a_closed_case_is_left_alone(cast, action):
    case_id = ask(cast.omar)
    ACTIONS["close"](case_id, cast.remy)
    with pytest.raises(CaseIsClosed):
        ACTIONS[action](case_id, cast.fay)


@pytest.mark.parametrize("name", ["omar", "ada", "otto"])
def test_the_queue_is_for_the_staff(client, cast, name):
    sign_in(client, getattr(cast, name))
    assert client.get("/desk").status_code == 403


def test_the_queue_shows_what_is_due_first(cast, session):
    late = ask(cast.omar)
    clock.move(timedelta(days=1))
    later = ask(cast.mira)
    answered = ask(cast.ada)
    do(actions.answer_case, answered, cast.fay)
    assert queued(session, Which.ALL, cast.remy) == [late, later, answered]


def test_the_queue_is_narrowed(cast, session):
    mine, unowned, closed = ask(cast.omar), ask(cast.mira), ask(cast.ada)
    actions.take_case(mine, actor=cast.remy.actor)
    do(actions.close_case, closed, cast.fay, outcome=CaseOutcome.EXPLAINED)
    assert queued(session, Which.MINE, cast.remy) == [mine]
    assert queued(session, Which.UNOWNED, cast.remy) == [unowned]
    assert queued(session, Which.CLOSED, cast.remy) == [closed]
    assert queued(session, Which.OVERDUE, cast.remy) == []
    clock.move(timedelta(days=3))
    assert queued(session, Which.OVERDUE, cast.remy) == [mine, unowned]
    assert desk.lengths(session, cast.remy.id)[Which.ALL] == 2


def test_ones_own_question_is_not_in_ones_own_queue(cast, session):
    case_id = ask(cast.remy)
    assert queued(session, Which.ALL, cast.remy) == []
    assert queued(session, Which.ALL, cast.fay) == [case_id]


@pytest.mark.parametrize("which", [*Which, "nonsense"])
def test_every_queue_is_a_page(client, cast, which):
    ask(cast.omar)
    sign_in(client, cast.remy)
    assert client.get(f"/desk?which={which}").status_code == 200


def test_taking_it_twice_is_harmless_and_a_second_taker_is_refused(cast):
    case_id = ask(cast.omar)
    for _ in range(2):
        actions.take_case(case_id, actor=cast.remy.actor)
    with pytest.raises(AlreadyOwned):
        actions.take_case(case_id, actor=cast.fay.actor)
    assert case_of(case_id).owner_id == cast.remy.id


def test_handing_over_tells_the_colleague_and_hides_the_note(client, cast, session):
    case_id = ask(cast.omar)
    actions.take_case(case_id, actor=cast.remy.actor)
    actions.hand_over(case_id, cast.fay.id, note="Be gentle.", actor=cast.remy.actor)
    assert case_of(case_id).owner_id == cast.fay.id
    told = session.scalars(select(Notice.kind).where(Notice.account_id == cast.fay.id))
    assert list(told) == ["case.given"]
    sign_in(client, cast.omar)
    page = client.get(f"/cases/{case_id}").text
    assert "Be gentle." not in page
    assert "Fay" in page


def test_it_is_handed_only_to_who_may_answer_it(cast):
    case_id = ask(cast.cleo)
    for person in (cast.mira, cast.otto, cast.cleo):
        with pytest.raises(NotOnTheDesk):
            actions.hand_over(case_id, person.id, actor=cast.remy.actor)


def test_an_answer_is_read_by_the_person_and_settles_the_deadline(client, cast, session):
    case_id = ask(cast.omar)
    do(actions.answer_case, case_id, cast.remy, "It comes tomorrow.")
    case = case_of(case_id)
    assert (case.state, case.due_at, case.owner_id) == (CaseState.ANSWERED, None, cast.remy.id)
    told = select(Notice.kind).order_by(Notice.kind)
    assert list(session.scalars(told)) == ["case.answered", "case.opened"]
    sign_in(client, cast.omar)
    assert "It comes tomorrow." in client.get(f"/cases/{case_id}").text


def test_a_note_is_for_colleagues_and_answers_nothing(client, cast):
    case_id = ask(cast.omar)
    do(actions.add_note, case_id, cast.remy, "I know this person.")
    assert case_of(case_id).due_at is not None
    sign_in(client, cast.fay)
    assert "I know this person." in client.get(f"/cases/{case_id}").text
    sign_in(client, cast.omar)
    assert "I know this person." not in client.get(f"/cases/{case_id}").text


def test_staff_who_ask_see_no_notes_about_themselves(client, cast):
    case_id = ask(cast.cleo)
    do(actions.add_note, case_id, cast.remy, "Between us.")
    sign_in(client, cast.cleo)
    assert "Between us." not in client.get(f"/cases/{case_id}").text


def test_closing_has_an_outcome_and_a_last_word(client, cast, session):
    case_id = ask(cast.omar)
    do(actions.close_case, case_id, cast.remy, "Paid.", outcome=CaseOutcome.RESOLVED)
    case = case_of(case_id)
    assert (case.state, case.outcome) == (CaseState.CLOSED, CaseOutcome.RESOLVED)
    assert "Paid." in texts(case_id)
    sign_in(client, cast.omar)
    assert "Reopen it" in client.get(f"/cases/{case_id}").text


def test_closing_without_an_outcome_is_said_at_the_field(client, cast):
    case_id = ask(cast.omar)
    sign_in(client, cast.remy)
    form = {"version": version_of(case_id), "text": "All my words"}
    answer = client.post(f"/desk/{case_id}/close", data=form)
    assert answer.status_code == 422
    assert "All my words" in answer.text
    assert 'id="error-outcome"' in answer.text


def test_the_second_of_two_who_answer_is_told_and_loses_no_word(client, cast):
    case_id = ask(cast.omar)
    read = version_of(case_id)
    do(actions.answer_case, case_id, cast.fay, "Fay was faster.")
    sign_in(client, cast.remy)
    form = {"version": read, "text": "My long and careful answer"}
    answer = client.post(f"/desk/{case_id}/answer", data=form)
    assert answer.status_code == 409
    assert "My long and careful answer" in answer.text
    assert "Fay was faster." in answer.text
    assert "My long and careful answer" not in texts(case_id)
    again = {"version": version_of(case_id), "text": "My long and careful answer"}
    assert client.post(f"/desk/{case_id}/answer", data=again).status_code == 302


@pytest.mark.parametrize("action", ["answer", "ask back", "note", "close"])
def test_what_the_person_adds_meanwhile_is_read_before_anything_is_sent(cast, action):
    case_id = ask(cast.omar)
    read = version_of(case_id)
    asking.write_more(case_id, "Never mind!", actor=cast.omar.actor)
    given = {"outcome": CaseOutcome.RESOLVED} if action == "close" else {}
    called = {
        "answer": actions.answer_case,
        "ask back": actions.ask_back,
        "note": actions.add_note,
        "close": actions.close_case,
    }[action]
    with pytest.raises(CaseChanged):
        called(case_id, read, "Words.", actor=cast.remy.actor, **given)
    assert "Words." not in texts(case_id)


def test_what_waits_for_the_staff_is_their_own_and_what_nobody_took(cast, session):
    mine, _unowned = ask(cast.omar, "Mine now"), ask(cast.mira)
    actions.take_case(mine, actor=cast.remy.actor)
    waiting = list(queries.waiting_for(session, cast.remy.actor))
    assert [each.label for each in waiting] == ["C-2026-00001: Mine now", "1 case has no owner yet"]
    assert list(queries.waiting_for(session, cast.otto.actor)) == []


def test_every_act_stands_in_the_audit(cast, session):
    case_id = ask(cast.omar)
    do(actions.add_note, case_id, cast.remy)
    do(actions.ask_back, case_id, cast.remy)
    do(actions.close_case, case_id, cast.fay, outcome=CaseOutcome.DECLINED)
    acts = select(audit.AuditEvent.action).where(audit.AuditEvent.subject_id == case_id)
    done = sorted(session.scalars(acts))
    assert done == ["case.answered", "case.closed", "case.given", "case.noted", "case.opened"]


def test_who_has_left_the_desk_is_told_no_more_of_its_cases(cast, session):
    case_id = ask(cast.omar)
    actions.take_case(case_id, actor=cast.fay.actor)
    people.end_role(cast.fay.id, cast.fay.grant_id, because="she left us", actor=cast.admin.actor)
    asking.write_more(case_id, "And now?", actor=cast.omar.actor)
    session.rollback()
    told = session.scalars(select(Notice.kind).where(Notice.account_id == cast.fay.id)).all()
    assert [kind for kind in told if kind.startswith("case.")] == []
