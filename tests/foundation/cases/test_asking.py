"""Opening a case, writing more, reopening: what the person who asks can do."""

from datetime import timedelta
from io import BytesIO

import pytest
from sqlalchemy import func, select

from foundation import clock, hooks, storage
from foundation.audit import AuditEvent
from foundation.cases import actions, attachments, queries
from foundation.cases.desk import actions as desk
from foundation.cases.errors import (
    CaseIsClosed,
    CaseIsNotClosed,
    CaseNotFound,
    TooLateToReopen,
)
from foundation.cases.models import Case, CaseAttachment, CaseOutcome, CaseState
from foundation.cases.routes import own_path
from foundation.errors import TooMany
from foundation.mail.models import MailBody
from foundation.notices.models import Notice
from foundation.web import settings
from tests.cast import START, sign_in
from tests.foundation.cases.asking import ask, case_of, texts, version_of

FORM = {"kind": "question", "subject": "Pay", "text": "Where is it?", "about": "/notices"}
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20


@pytest.fixture
def noise(cast):
    return ask(cast.mira, "Something else")


def close(case_id, cast, outcome=CaseOutcome.RESOLVED):
    desk.close_case(case_id, version_of(case_id), "Done.", outcome=outcome, actor=cast.remy.actor)


def test_a_case_has_a_number_and_an_answer_due_in_two_working_days(cast):
    case = case_of(ask(cast.omar))
    assert (case.number, case.state) == ("C-2026-00001", CaseState.OPEN)
    assert case.due_at == START + timedelta(days=2)


def test_who_asks_has_a_receipt_with_the_number_and_the_day(cast, session):
    case_id = ask(cast.omar)
    [told] = session.scalars(select(Notice).where(Notice.account_id == cast.omar.id))
    assert (told.kind, told.url) == ("case.opened", f"/cases/{case_id}")
    assert "C-2026-00001" in told.text
    assert "4 Mar 2026" in told.text or "Mar 4, 2026" in told.text
    mailed = session.scalars(select(MailBody.text)).one()
    assert told.text in mailed


def test_a_refused_case_gives_no_receipt(cast, session, monkeypatch):
    monkeypatch.setattr(actions, "MOST_A_DAY", 0)
    with pytest.raises(TooMany):
        ask(cast.omar)
    assert session.scalars(select(Notice)).all() == []


def test_numbers_go_on_and_begin_again_with_the_year(cast):
    ask(cast.omar)
    assert case_of(ask(cast.mira)).number == "C-2026-00002"
    clock.move(timedelta(days=365))
    assert case_of(ask(cast.omar)).number == "C-2027-00001"


def test_every_page_leads_to_the_form_which_knows_the_page(client, cast):
    sign_in(client, cast.omar)
    assert 'href="/cases/new?about=/notices"' in client.get("/notices").text
    assert 'value="/notices"' in client.get("/cases/new?about=/notices").text


@pytest.mark.parametrize("path", ["//evil.example", "https://evil.example", "/\\evil", "/a\nb"])
def test_a_case_is_about_a_page_of_ours_or_none(path):
    assert own_path(path) == ""


def test_asking_through_the_form_leads_to_the_case(client, cast, session):
    sign_in(client, cast.omar)
    answer = client.post("/cases", data=FORM, follow_redirects=True)
    assert answer.status_code == 200
    assert "C-2026-00001" in answer.text
    assert session.scalars(select(Case.about)).one() == "/notices"


@pytest.mark.parametrize("missing", ["kind", "subject", "text"])
def test_what_is_missing_is_said_at_its_field_and_the_rest_is_kept(client, cast, missing):
    sign_in(client, cast.omar)
    answer = client.post("/cases", data={**FORM, missing: "  "})
    assert answer.status_code == 422
    assert f'id="error-{missing}"' in answer.text
    for name in {"subject", "text"} - {missing}:
        assert FORM[name] in answer.text


def test_a_visitor_is_told_how_to_ask(client):
    page = client.get("/cases/new?about=/notices").text
    assert "next=/cases/new?about%3D/notices" in page
    assert client.post("/cases", data=FORM).status_code == 401


def test_one_sees_ones_own_cases_only(client, cast, noise):
    ask(cast.omar, "Mine alone")
    sign_in(client, cast.omar)
    page = client.get("/cases").text
    assert "Mine alone" in page
    assert "Something else" not in page


def test_without_cases_the_page_says_what_it_is_for(client, cast, noise):
    sign_in(client, cast.omar)
    assert "You have not asked us anything" in client.get("/cases").text


@pytest.mark.parametrize("name", ["mira", "ada", "otto"])
def test_to_strangers_a_case_does_not_exist(client, cast, name):
    case_id = ask(cast.omar)
    stranger = getattr(cast, name)
    sign_in(client, stranger)
    assert client.get(f"/cases/{case_id}").status_code == 404
    assert client.post(f"/cases/{case_id}/write", data={"text": "Hi"}).status_code == 404
    with pytest.raises(CaseNotFound):
        actions.write_more(case_id, "Hi", actor=stranger.actor)


def test_the_staff_read_it_and_do_not_write_in_the_persons_name(cast):
    case_id = ask(cast.omar)
    with pytest.raises(CaseNotFound):
        actions.write_more(case_id, "I am Omar", actor=cast.remy.actor)
    close(case_id, cast)
    with pytest.raises(CaseNotFound):
        actions.reopen_case(case_id, "I am Omar", actor=cast.remy.actor)


def test_writing_more_while_we_owe_an_answer_keeps_the_deadline(cast):
    case_id = ask(cast.omar)
    clock.move(timedelta(days=1))
    actions.write_more(case_id, "Also this.", actor=cast.omar.actor)
    assert case_of(case_id).due_at == START + timedelta(days=2)


def test_writing_after_our_answer_makes_us_owe_another(cast, session):
    case_id = ask(cast.omar)
    desk.answer_case(case_id, version_of(case_id), "Tomorrow.", actor=cast.remy.actor)
    assert case_of(case_id).due_at is None
    actions.write_more(case_id, "It did not come.", actor=cast.omar.actor)
    case = case_of(case_id)
    assert (case.state, case.due_at) == (CaseState.OPEN, START + timedelta(days=2))
    told = session.scalars(select(Notice.kind).where(Notice.account_id == cast.remy.id))
    assert list(told) == ["case.written"]


def test_a_closed_case_is_reopened_and_not_written_in(cast):
    case_id = ask(cast.omar)
    with pytest.raises(CaseIsNotClosed):
        actions.reopen_case(case_id, "Again.", actor=cast.omar.actor)
    close(case_id, cast)
    with pytest.raises(CaseIsClosed):
        actions.write_more(case_id, "Again.", actor=cast.omar.actor)
    actions.reopen_case(case_id, "Again.", actor=cast.omar.actor)
    case = case_of(case_id)
    assert (case.state, case.outcome, case.closed_at) == (CaseState.REOPENED, None, None)
    assert case.due_at == START + timedelta(days=2)


@pytest.mark.parametrize(("days", "reopens"), [(30, True), (31, False)])
def test_it_reopens_for_thirty_days(cast, days, reopens):
    case_id = ask(cast.omar)
    close(case_id, cast)
    clock.move(timedelta(days=days))
    if reopens:
        actions.reopen_case(case_id, "Again.", actor=cast.omar.actor)
    else:
        with pytest.raises(TooLateToReopen):
            actions.reopen_case(case_id, "Again.", actor=cast.omar.actor)


def test_what_failed_halfway_left_no_case_no_number_and_no_audit(cast, session, monkeypatch):
    monkeypatch.setattr(actions, "add_message", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        ask(cast.omar)
    monkeypatch.undo()
    assert case_of(ask(cast.omar)).number == "C-2026-00001"
    opened = select(func.count()).where(AuditEvent.action == "case.opened")
    assert session.scalar(opened) == 1


def test_the_words_of_a_person_are_text_and_never_markup(client, cast):
    case_id = ask(cast.omar, "<b>bold</b>", "<script>alert(1)</script>")
    sign_in(client, cast.omar)
    page = client.get(f"/cases/{case_id}").text
    assert "<script>alert" not in page
    assert "<b>bold" not in page


def send_file(client, name, content, media_type="application/octet-stream"):
    form = {**FORM, "files": (BytesIO(content), name, media_type)}
    return client.post("/cases", data=form, content_type="multipart/form-data")


def kept_files():
    return list(storage.of(settings()).list("cases/"))


def test_a_file_goes_along_and_only_the_parties_get_it(app, client, cast, session):
    sign_in(client, cast.omar)
    assert send_file(client, "pay.png", PNG, "image/png").status_code == 302
    file = session.scalars(select(CaseAttachment)).one()
    path = f"/cases/attachments/{file.id}"
    with client.get(path, follow_redirects=True) as answer:
        assert answer.data == PNG
    for person, status in ((cast.mira, 404), (cast.ada, 404), (cast.remy, 302)):
        other = app.test_client()
        sign_in(other, person)
        assert other.get(path).status_code == status


@pytest.mark.parametrize(
    ("name", "content", "media_type", "says"),
    [
        ("big.png", PNG + b"0" * 100, "image/png", "larger than 10 MB"),
        ("a.png", b"MZ\x90\x00" + b"\xff" * 50, "image/png", "says it is image/png"),
        ("a.exe", b"MZ\x90\x00" + b"\xff" * 50, "application/x-msdownload", "do not take"),
        ("a.txt", b"", "text/plain", "is empty"),
    ],
)
def test_an_unfit_file_is_refused_at_its_field(  # noqa: PLR0917
    client, cast, monkeypatch, name, content, media_type, says
):
    monkeypatch.setattr(attachments, "MOST_BYTES", 100)
    before = len(kept_files())
    sign_in(client, cast.omar)
    answer = send_file(client, name, content, media_type)
    assert answer.status_code == 422
    assert says in answer.text
    assert FORM["text"] in answer.text
    assert len(kept_files()) == before


def test_a_files_name_is_data_and_never_a_path(client, cast, session):
    sign_in(client, cast.omar)
    send_file(client, "../../etc/passwd.png", PNG, "image/png")
    file = session.scalars(select(CaseAttachment)).one()
    assert file.name == "passwd.png"
    assert file.storage_key.startswith("cases/")


def test_the_file_of_a_refused_message_is_not_kept(client, cast):
    case_id = ask(cast.omar)
    close(case_id, cast)
    before = len(kept_files())
    sign_in(client, cast.omar)
    form = {"text": "More", "files": (BytesIO(PNG), "a.png", "image/png")}
    answer = client.post(f"/cases/{case_id}/write", data=form, content_type="multipart/form-data")
    assert answer.status_code == 409
    assert len(kept_files()) == before


def test_the_export_has_ones_own_cases_without_internal_notes(cast, session, noise):
    case_id = ask(cast.omar)
    desk.add_note(case_id, version_of(case_id), "Difficult person.", actor=cast.remy.actor)
    desk.answer_case(case_id, version_of(case_id), "Tomorrow.", actor=cast.remy.actor)
    (exported,) = hooks.exports(session, cast.omar.id)["cases"]
    said = [message["text"] for message in exported["messages"]]
    assert "It is late." in said
    assert "Tomorrow." in said
    assert "Difficult person." not in said


def test_a_question_back_waits_for_the_person(cast, session, noise):
    case_id = ask(cast.omar)
    desk.ask_back(case_id, version_of(case_id), "Which one?", actor=cast.remy.actor)
    (waiting,) = queries.waiting_for(session, cast.omar.actor)
    assert waiting.url == f"/cases/{case_id}"
    assert texts(case_id)[-1] == "Which one?"


def test_one_person_does_not_fill_the_desk(client, cast, monkeypatch):
    monkeypatch.setattr(actions, "MOST_A_DAY", 2)
    sign_in(client, cast.omar)
    typed = {"kind": "question", "subject": "Where is my pay?", "text": "It is late."}
    assert [client.post("/cases", data=typed).status_code for _ in range(3)] == [302, 302, 429]
    clock.move(timedelta(days=1))
    assert client.post("/cases", data=typed).status_code == 302
