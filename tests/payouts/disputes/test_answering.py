"""Finance answers a dispute, or accepts it, over real HTTP; nobody misses the day, and no performer
loses by it."""

from datetime import timedelta
from io import BytesIO

import pytest
from sqlalchemy import select

from foundation import clock, hooks
from foundation.database import db, transaction
from foundation.mail.models import Mail
from foundation.notices.models import Notice
from payouts.disputes import actions, asking, files, queries, saying
from payouts.disputes.actions import Words
from payouts.disputes.errors import AnswerChanged, AnswerIsOut, NothingToAnswer, NothingWritten
from payouts.disputes.models import AnswerState, DisputeAnswer
from payouts.funding.dispute_models import ClientDispute
from payouts.journal.chart import PLATFORM, Account, Kind, Purpose
from payouts.journal.posting import Line, post
from payouts.stripe_gateway.errors import StripeUnavailable
from tests.cast import NORTHLAB, sign_in
from tests.payouts.funding.paying import (
    AT_ONCE,
    ORDER,
    an_order,
    books_fit,
    confirmed,
    funding,
    held,
    paid,
    usd,
)
from tests.payouts.standing_in_for_stripe import hear, run

WORDS = Words("Takes of six scenes.", "The client approved each.", "As agreed.", None)


@pytest.fixture
def disputed(cast, at_stripe):
    """10,000 paid, and taken back by the bank."""
    an_order()
    at_stripe.fund(20_000)
    with transaction() as session:
        own = Account(Kind.STRIPE_AVAILABLE, PLATFORM, "USD")
        capital = Account(Kind.CAPITAL, PLATFORM, "USD")
        post(session, "own", [Line(own, capital, usd(20_000), Purpose.FUND, ORDER)])
    funded = paid(at_stripe, cast.ada, AT_ONCE)
    hear()
    charge = at_stripe.stripe.v1.payment_intents.retrieve(funding(funded).payment_id).latest_charge
    at_stripe.lever("disputes", charge=charge, reason="product_not_received")
    hear()
    return row().id


def row() -> ClientDispute:
    db.session.rollback()
    return db.session().scalars(select(ClientDispute)).one()


def answer() -> DisputeAnswer:
    db.session.rollback()
    return db.session().scalars(select(DisputeAnswer)).one()


def at_bank(at_stripe):
    return at_stripe.stripe.v1.disputes.retrieve(row().stripe_id)


def written(dispute_id, cast, **more) -> int:
    words = Words(**({**{name: getattr(WORDS, name) for name in WORDS.__slots__}, **more}))
    actions.write_answer(dispute_id, words, actor=cast.fay.actor)
    return answer().version


def notices(person, kind) -> list[str]:
    db.session.rollback()
    of = select(Notice.text).where(Notice.account_id == person.id, Notice.kind == kind)
    return list(db.session().scalars(of))


def test_who_deals_with_money_is_told_until_when(cast, at_stripe, disputed):
    assert (row().status, row().to_answer) == ("needs_response", True)
    [said] = notices(cast.fay, "funding.to_answer")
    assert "Northlab disputes US$100.00. Answer by" in said
    [waits] = [
        each
        for each in hooks.waiting(db.session(), cast.fay.actor)
        if each.url == f"/finance/disputes/{disputed}"
    ]
    assert waits.due_at == row().answer_by
    assert notices(cast.omar, "funding.to_answer") == []


def test_by_its_pages_from_the_list_to_the_bank(client, cast, at_stripe, disputed):
    sign_in(client, cast.fay)
    listed = client.get("/finance/disputes").text
    assert "never got what it paid for" in listed
    path = f"/finance/disputes/{disputed}"
    assert "Performances recorded to order" in client.get(path).text
    wrong = client.post(f"{path}/answer", data={"product": " ", "happened": ""})
    assert wrong.status_code == 422
    assert "Say what speaks against the dispute." in wrong.text
    form = {"product": "Takes.", "happened": "Approved.", "policy": "", "service_on": "2026-03-01"}
    kept = client.post(f"{path}/answer", data=form, follow_redirects=True).text
    assert "Send it to the bank" in kept
    assert at_bank(at_stripe).evidence_details.submission_count == 0
    version = {"version": answer().version}
    sent = client.post(f"{path}/answer/sending", data=version, follow_redirects=True).text
    assert "The bank decides" in sent
    evidence = at_bank(at_stripe).evidence
    assert (evidence.product_description, evidence.service_date) == ("Takes.", "2026-03-01")
    assert evidence.customer_name == "Northlab"
    assert client.post(f"{path}/answer/sending", data=version).status_code == 409
    assert client.post(f"{path}/acceptance", data={"because": "No."}).status_code == 409


def test_what_is_won_comes_back_and_the_client_owes_nothing(cast, at_stripe, disputed):
    assert held(Kind.RECEIVABLE_CLIENT, NORTHLAB) == 10_000
    version = written(disputed, cast, happened="winning_evidence")
    asking.send_answer(disputed, version, actor=cast.fay.actor)
    assert (row().status, row().is_over) == ("won", True)
    assert held(Kind.RECEIVABLE_CLIENT, NORTHLAB) == 0
    assert confirmed() == held(Kind.ORDER_FUNDS, ORDER) == 10_000
    assert books_fit(at_stripe)
    with pytest.raises(AnswerIsOut):
        actions.write_answer(disputed, WORDS, actor=cast.fay.actor)


def test_accepted_it_is_lost_and_the_client_owes_it(client, cast, at_stripe, disputed):
    sign_in(client, cast.fay)
    path = f"/finance/disputes/{disputed}/acceptance"
    assert "stay with the bank" in client.get(path).text
    assert client.post(path, data={"because": " "}).status_code == 422
    assert row().to_answer
    done = client.post(path, data={"because": "They are right."}, follow_redirects=True).text
    assert "They are right." in done
    assert (at_bank(at_stripe).status, row().status) == ("lost", "lost")
    assert held(Kind.RECEIVABLE_CLIENT, NORTHLAB) == held(Kind.ORDER_FUNDS, ORDER) == 10_000
    assert confirmed() == 0, "what is owed for it can be promised to nobody"
    assert books_fit(at_stripe)


@pytest.mark.parametrize("mode", ["drop_after_commit", "drop_before"])
def test_whatever_breaks_it_goes_out_once(cast, at_stripe, disputed, mode):
    version = written(disputed, cast)
    at_stripe.lever("fail_next", mode=mode, path="/v1/disputes", method="POST", count=3)
    with pytest.raises(StripeUnavailable):
        asking.send_answer(disputed, version, actor=cast.fay.actor)
    with pytest.raises(AnswerIsOut):
        actions.write_answer(disputed, WORDS, actor=cast.fay.actor)
    run("disputes.finish")
    assert answer().state is AnswerState.SENT
    assert row().status == "under_review"
    assert at_stripe.told().count("charge.dispute.updated") == 1


@pytest.mark.parametrize(
    ("mode", "state"),
    [("drop_after_commit", AnswerState.SENT), ("drop_before", AnswerState.REFUSED)],
)
def test_a_day_later_it_is_looked_up(cast, at_stripe, disputed, mode, state):
    version = written(disputed, cast)
    at_stripe.lever("fail_next", mode=mode, path="/v1/disputes", method="POST", count=3)
    with pytest.raises(StripeUnavailable):
        asking.send_answer(disputed, version, actor=cast.fay.actor)
    at_stripe.lever("prune_idempotency")
    clock.move(timedelta(hours=30))
    run("disputes.finish")
    assert answer().state is state
    if state is AnswerState.REFUSED:  # Then it is ours again, and goes out when it is sent.
        asking.send_answer(disputed, answer().version, actor=cast.fay.actor)
    assert at_stripe.told().count("charge.dispute.updated") == 1


def test_only_what_was_read_is_sent(cast, at_stripe, disputed):
    with pytest.raises(NothingWritten):
        actions.ask_to_send(disputed, 1, actor=cast.fay.actor)
    version = written(disputed, cast)
    written(disputed, cast, happened="Something else.")
    with pytest.raises(AnswerChanged):
        asking.send_answer(disputed, version, actor=cast.fay.actor)
    assert at_bank(at_stripe).status == "needs_response"


def test_once_the_bank_has_decided_there_is_nothing_to_answer(cast, at_stripe, disputed):
    at_stripe.lever(f"disputes/{row().stripe_id}/lose")
    hear()
    with pytest.raises(NothingToAnswer):
        actions.write_answer(disputed, WORDS, actor=cast.fay.actor)


def test_before_the_day_somebody_is_reminded_once(cast, at_stripe, disputed):
    clock.hold(row().answer_by - timedelta(days=4))
    run("disputes.remind")
    assert notices(cast.fay, "funding.answer_soon") == []
    clock.move(timedelta(days=2))
    run("disputes.remind", "disputes.remind")
    [said] = notices(cast.fay, "funding.answer_soon")
    assert "Nobody has answered yet" in said
    mails = db.session().scalars(select(Mail).where(Mail.account_id == cast.fay.id)).all()
    assert mails


def test_of_what_is_answered_nobody_is_reminded(cast, at_stripe, disputed):
    asking.send_answer(disputed, written(disputed, cast), actor=cast.fay.actor)
    clock.hold(row().answer_by - timedelta(days=1))
    run("disputes.remind")
    assert notices(cast.fay, "funding.answer_soon") == []
    assert queries.waiting(db.session()) == []


@pytest.fixture
def small(monkeypatch):
    """So that nobody has to make megabytes."""
    monkeypatch.setattr(files, "LARGEST", 100)


def sent_by_hand(client, disputed, content, shows="receipt", name="paper.pdf"):
    data = {"shows": shows, "file": (BytesIO(content), name)}
    return client.post(f"/finance/disputes/{disputed}/files", data=data, follow_redirects=True)


@pytest.mark.usefixtures("each_database")
def test_files_go_with_the_answer(client, cast, at_stripe, disputed):
    sign_in(client, cast.fay)
    assert sent_by_hand(client, disputed, b"%PDF-1.7 a").status_code == 409  # Nothing is written.
    before = written(disputed, cast)
    for _ in range(2):
        assert "paper.pdf" in sent_by_hand(client, disputed, b"%PDF-1.7 a").text
    sent_by_hand(client, disputed, b"\x89PNG\r\n", "uncategorized_file", "shot.png")
    gone = {"shows": "uncategorized_file"}
    client.post(f"/finance/disputes/{disputed}/files/removal", data=gone)
    with pytest.raises(AnswerChanged):
        asking.send_answer(disputed, before, actor=cast.fay.actor)
    asking.send_answer(disputed, answer().version, actor=cast.fay.actor)
    [kept] = queries.files_of(db.session(), disputed)
    evidence = at_bank(at_stripe).evidence.to_dict()
    assert evidence["receipt"] == kept.stripe_id
    assert evidence.get("uncategorized_file") is None
    assert (kept.name, kept.size) == ("paper.pdf", 10)
    assert sent_by_hand(client, disputed, b"%PDF-1.7 a").status_code == 409


@pytest.mark.parametrize(
    ("content", "shows", "said"),
    [
        (b"MZ no", "receipt", "PDF, JPEG and PNG"),
        (b"%PDF-" + b"a" * 100, "receipt", "4 MB at most"),
        (b"%PDF-1.7", "gold", "Choose what the file shows."),
    ],
)
@pytest.mark.usefixtures("small")
def test_what_banks_do_not_take_is_said(client, cast, disputed, content, shows, said):
    sign_in(client, cast.fay)
    written(disputed, cast)
    refused = sent_by_hand(client, disputed, content, shows)
    assert refused.status_code == 422
    assert said in refused.text


def test_of_a_balance_a_bank_is_not_told_of_your_balance():
    """The first words are sent to a bank if nobody changes them."""
    done = queries.WorkDone(0, None, None)
    assert "Credit paid in advance" in saying.product("", done)
    assert "SR-1" in saying.product("SR-1", done)
