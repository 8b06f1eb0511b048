"""Writing an answer, and what became of it. Stripe is asked between these, in `asking`."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from foundation import audit, hooks
from foundation.actors import SYSTEM, Actor
from foundation.clock import now
from foundation.database import transaction
from payouts.disputes import queries
from payouts.disputes.errors import AnswerChanged, AnswerIsOut, NothingToAnswer, NothingWritten
from payouts.disputes.models import AnswerState, DisputeAnswer, Way
from payouts.disputes.queries import Disputed
from payouts.funding import news
from payouts.funding.dispute_models import ClientDispute
from payouts.funding.models import Funding
from payouts.intents import steps as intents
from payouts.intents.steps import Planned
from payouts.stripe_gateway import disputes
from payouts.stripe_gateway.disputes import Dispute, Evidence
from payouts.stripe_gateway.outcomes import DefiniteNo, Done, Outcome
from payouts.stripe_gateway.sending import Sending

_HEARD = {Way.EVIDENCE: "answered", Way.ACCEPTANCE: "accepted"}
_ABOUT = {Way.EVIDENCE: "dispute-answer", Way.ACCEPTANCE: "dispute-acceptance"}


@dataclass(frozen=True, slots=True)
class Words:
    product: str
    happened: str
    policy: str
    service_on: date | None


def write_answer(dispute_id: UUID, words: Words, *, actor: Actor) -> None:
    """Kept, and sent to nobody: who sends it reads it first."""
    with transaction() as session:
        answer = _answer(session, dispute_id, Way.EVIDENCE, actor)
        answer.product, answer.happened = words.product, words.happened
        answer.policy, answer.service_on = words.policy, words.service_on
        session.flush()
        audit.record(session, actor, "dispute.answer_written", dispute_id)


def ask_to_send(dispute_id: UUID, version: int, *, actor: Actor) -> Planned:
    """Exactly what was read."""
    with transaction() as session:
        found = _open(session, dispute_id, actor)
        answer = found.answer
        if answer is None or answer.way is not Way.EVIDENCE:
            raise NothingWritten
        if answer.version != version:
            raise AnswerChanged
        _out(session, answer, actor)
        audit.record(session, actor, "dispute.answered", dispute_id)
        return _plan(session, found.dispute, answer, actor)


def ask_to_accept(dispute_id: UUID, because: str, *, actor: Actor) -> Planned:
    """The bank has its way. The client owes what it took, as before."""
    with transaction() as session:
        answer = _answer(session, dispute_id, Way.ACCEPTANCE, actor)
        answer.because = because
        _out(session, answer, actor)
        audit.record(session, actor, "dispute.accepted", dispute_id)
        dispute = session.get_one(ClientDispute, dispute_id)
        return _plan(session, dispute, answer, actor)


def open_again(dispute_id: UUID) -> tuple[Planned, str] | None:
    """As it was planned, with the dispute's id at Stripe. None where it is known what came."""
    with transaction() as session:
        answer = session.get_one(DisputeAnswer, dispute_id)
        if answer.state is not AnswerState.ASKED:
            return None
        dispute = session.get_one(ClientDispute, dispute_id)
        return _plan(session, dispute, answer, SYSTEM), dispute.stripe_id


def keep_outcome(dispute_id: UUID, planned: Planned, outcome: Outcome[Dispute]) -> None:
    with transaction() as session:
        made = outcome.answer.id if isinstance(outcome, Done) else ""
        intents.keep_outcome(session, planned, outcome, made)
        if isinstance(outcome, Done):
            _end(session, dispute_id, AnswerState.SENT)
        elif isinstance(outcome, DefiniteNo) and not outcome.too_fast:
            _end(session, dispute_id, AnswerState.REFUSED)


def keep_found(dispute_id: UUID, planned: Planned, found: str) -> None:
    """Looked up. Empty: Stripe never had it, and it can be sent again."""
    with transaction() as session:
        intents.keep_looked_up(session, planned, found)
        _end(session, dispute_id, AnswerState.SENT if found else AnswerState.REFUSED)


def changeable(session: Session, dispute_id: UUID, actor: Actor) -> DisputeAnswer:
    """A step: the answer that is written and not sent, so that something is added to it."""
    answer = _open(session, dispute_id, actor).answer
    if answer is None or answer.way is not Way.EVIDENCE:
        raise NothingWritten
    return answer


def _open(session: Session, dispute_id: UUID, actor: Actor) -> Disputed:
    """Two who answer at once queue for the dispute's row."""
    queries.visible(session, dispute_id, actor)
    session.get_one(ClientDispute, dispute_id, with_for_update=True, populate_existing=True)
    found = queries.visible(session, dispute_id, actor)
    if found.answer is not None and not found.answer.can_change:
        raise AnswerIsOut
    if not found.dispute.to_answer:
        raise NothingToAnswer
    return found


def _answer(session: Session, dispute_id: UUID, way: Way, actor: Actor) -> DisputeAnswer:
    answer = _open(session, dispute_id, actor).answer
    if answer is None:
        answer = DisputeAnswer(dispute_id=dispute_id, way=way, written_by=actor.id)
        session.add(answer)
    answer.way, answer.written_by, answer.written_at = way, actor.id, now()
    answer.state, answer.changes = AnswerState.WRITTEN, answer.changes + 1
    return answer


def _out(session: Session, answer: DisputeAnswer, actor: Actor) -> None:
    answer.state, answer.sent_by, answer.sent_at = AnswerState.ASKED, actor.id, now()
    session.flush()


def _end(session: Session, dispute_id: UUID, state: AnswerState) -> None:
    answer = session.get_one(DisputeAnswer, dispute_id, with_for_update=True)
    if answer.state is not AnswerState.ASKED:
        return
    answer.state = state
    if state is AnswerState.SENT:
        dispute = session.get_one(ClientDispute, dispute_id)
        funding = session.get_one(Funding, dispute.funding_id)
        news.announce_dispute(session, funding, dispute, _HEARD[answer.way])


def _plan(session: Session, dispute: ClientDispute, answer: DisputeAnswer, actor: Actor) -> Planned:
    sending = _sending(session, dispute, answer)
    return intents.plan(session, _ABOUT[answer.way], dispute.id, sending, actor=actor)


def _sending(session: Session, dispute: ClientDispute, answer: DisputeAnswer) -> Sending:
    if answer.way is Way.ACCEPTANCE:
        return disputes.prepare_accepting(dispute.stripe_id)
    client_id = session.get_one(Funding, dispute.funding_id).client_id
    evidence = Evidence(
        product=answer.product,
        happened=answer.happened,
        customer=hooks.names(session, [client_id]).get(client_id, ""),
        service_date=answer.service_on.isoformat() if answer.service_on else "",
        policy=answer.policy,
        files={each.shows.value: each.stripe_id for each in queries.files_of(session, dispute.id)},
    )
    return disputes.prepare_answer(dispute.stripe_id, evidence)
