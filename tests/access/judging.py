"""Takes in each state, for the rows of the table: some of a performer, some of a client."""

from datetime import timedelta
from uuid import UUID, uuid4

from foundation.actors import SYSTEM
from foundation.clock import now
from foundation.database import db, transaction
from marketplace.accounts.roles import CLIENT_SIDE, Role
from marketplace.bookings.models import Booking
from marketplace.casting.models import Engagement
from marketplace.gigs.models import Gig
from marketplace.takes.appeals.models import TakeAppeal
from marketplace.takes.models import Take, TakeDelegation, TakeState, Track
from marketplace.takes.reviewing.models import TakeReview, TakeVerdict
from marketplace.takes.reviewing.queries import reviewers
from marketplace.takes.reviewing.rubric import Line
from marketplace.takes.reviewing.second_models import SecondOpinion
from tests.access import bookings
from tests.access.rules import Only, Own, Person, Rule, Values
from tests.cast import Person as CastPerson

JUDGES = frozenset((Role.CLIENT_OWNER, Role.CLIENT_PRODUCER))
REVIEWERS = frozenset((Role.REVIEWER,))
READ_AGREEMENT = JUDGES | REVIEWERS | {Role.COMPLIANCE}
A_REVIEWER = UUID("00000000-0000-4000-8000-00000000e077")


def to_judge(person: CastPerson) -> Values:
    """Of the client that they act for."""
    return _take(bookings.of_client(person), TakeState.TO_JUDGE)


def rejected(person: CastPerson) -> Values:
    """They play in it, for a client of whom nobody else here is."""
    return _take(bookings.a_booking(person), TakeState.REJECTED)


def appealed(person: CastPerson) -> Values:
    found = _take(bookings.of_client(person), TakeState.APPEALED)
    with transaction() as session:
        take = session.get_one(Take, found["take_id"])
        appeal = TakeAppeal(
            take_id=take.id, client_id=take.client_id, performer_id=uuid4(), due_at=now()
        )
        session.add(appeal)
    return found


def wanted(person: CastPerson) -> Values:
    """Judged already; a second opinion of any of our reviewers is wanted."""
    found = _take(bookings.of_client(person), TakeState.ACCEPTED)
    with transaction() as session:
        take = session.get_one(Take, found["take_id"])
        request_id = session.get_one(Gig, take.gig_id).request_id
        first = TakeReview(
            take_id=take.id, reviewer_id=uuid4(), verdict=TakeVerdict.ACCEPT, overall=4
        )
        session.add(first)
        session.add_all(
            TakeDelegation(request_id=request_id, reviewer_id=each, given_by=SYSTEM.id)
            for each in reviewers(session)
        )
        session.flush()
        until = now() + timedelta(days=1)
        session.add(SecondOpinion(take_id=take.id, first_id=first.id, wanted_until=until))
    return found


def a_request(person: CastPerson) -> Values:
    """One of their client's, which lets somebody judge."""
    gig_id = bookings.a_gig(person)["gig_id"]
    with transaction() as session:
        request_id = session.get_one(Gig, gig_id).request_id
        given = TakeDelegation(request_id=request_id, reviewer_id=A_REVIEWER, given_by=SYSTEM.id)
        session.add(given)
    return {"request_id": request_id}


def a_delegation(person: CastPerson) -> Values:
    return {**a_request(person), "reviewer_id": A_REVIEWER}


def _take(values: Values, state: TakeState) -> Values:
    session = db.session()
    booking = session.get_one(Booking, values["booking_id"])
    engagement = session.get_one(Engagement, bookings.ENGAGEMENT)
    take = Take(
        booking_id=booking.id,
        gig_id=booking.gig_id,
        client_id=booking.client_id,
        number=1,
        brief_version_id=engagement.brief_version_id,
        begun_by=SYSTEM.id,
        judge_by=now(),
        appeal_by=now(),
        state=state,
    )
    performer_id = engagement.performer_id
    session.rollback()
    with transaction() as session:
        session.add(take)
        session.flush()
        session.add(
            Track(
                take_id=take.id,
                engagement_id=bookings.ENGAGEMENT,
                performer_id=performer_id,
            )
        )
        return {"take_id": take.id}


def a_client(_person: CastPerson) -> Values:
    return {"client_id": uuid4()}


_AGAIN = {"verdict": "retake", "overall": "3", "note": "Slower.", "price": "0"}
_UPHELD = {"outcome": "upheld", "answer": "It stands."}
_BEAT = {"perceived": "anger"} | {line.value: 3 for line in Line}
_SECOND = {
    f"b{number}_{name}": str(said) for number in (1, 2, 3, 4) for name, said in _BEAT.items()
} | {"overall": "3", "verdict": "accept"}
_SECOND_BY_PROGRAM = {"verdict": "accept", "overall": 3, "beats": [_BEAT] * 2}
_AGAIN_BY_PROGRAM = {"verdict": "retake", "overall": 3, "note": "Slower."}
_UPHELD_BY_PROGRAM = {"outcome": "upheld", "note": "It stands."}

ROWS: dict[str, Rule] = {
    "GET api_judging.Queue": Only(roles=JUDGES | REVIEWERS),
    "GET api_judging.TakeToJudge": Own(to_judge, roles=JUDGES),
    "GET api_second_opinions.Agreement": Only(roles=READ_AGREEMENT),
    "GET api_second_opinions.WantedOpinions": Only(roles=REVIEWERS),
    "GET api_take_appeals.ClientOverturns": Person(a_client),
    "GET api_take_appeals.OneJudgement": Own(
        rejected, roles=bookings.PERFORMERS, others=bookings.READS
    ),
    "GET api_take_appeals.OneJudgement of a client": Own(
        to_judge, roles=CLIENT_SIDE, others=bookings.READS
    ),
    "GET api_take_appeals.WaitingAppeals": Only(roles=REVIEWERS),
    "GET judging.page": Only(roles=JUDGES | REVIEWERS),
    "GET judging.take": Own(to_judge, roles=JUDGES),
    "GET second_opinions.agreed": Only(roles=READ_AGREEMENT),
    "GET second_opinions.page": Only(roles=REVIEWERS),
    "GET second_opinions.take": Only(wanted, roles=REVIEWERS, hidden=True),
    "GET take_appeals.page": Own(rejected, roles=bookings.PERFORMERS, others=bookings.READS),
    "GET take_appeals.page of a client": Own(to_judge, roles=CLIENT_SIDE, others=bookings.READS),
    "GET take_appeals_waiting.page": Only(roles=REVIEWERS),
    "GET take_delegations.page": Own(a_request, roles=JUDGES),
    "POST api_judging.TakeToClaim": Own(to_judge, roles=JUDGES),
    "POST api_judging.TakeToJudge": Own(to_judge, roles=JUDGES, send=_AGAIN_BY_PROGRAM),
    "POST api_judging.TakeToLeave": Own(to_judge, roles=JUDGES),
    "POST api_second_opinions.GivenOpinion": Only(
        wanted, roles=REVIEWERS, hidden=True, send=_SECOND_BY_PROGRAM
    ),
    "POST api_take_appeals.TakeAppealAnswers": Only(
        appealed, roles=REVIEWERS, hidden=True, send=_UPHELD_BY_PROGRAM
    ),
    "POST api_take_appeals.TakeAppeals": Own(
        rejected, roles=bookings.PERFORMERS, send={"note": "No."}
    ),
    "POST judging.claim": Own(to_judge, roles=JUDGES),
    "POST judging.decide": Own(to_judge, roles=JUDGES, send=_AGAIN),
    "POST judging.leave": Own(to_judge, roles=JUDGES),
    "POST second_opinions.give_second_opinion": Only(
        wanted, roles=REVIEWERS, hidden=True, send=_SECOND
    ),
    "POST second_opinions.open_take": Only(wanted, roles=REVIEWERS, hidden=True),
    "POST second_opinions.set_share": Own(a_request, roles=JUDGES, send={"hundredths": "20"}),
    "POST take_appeals.decide": Only(appealed, roles=REVIEWERS, hidden=True, send=_UPHELD),
    "POST take_appeals.appeal": Own(rejected, roles=bookings.PERFORMERS, send={"note": "No."}),
    "POST take_delegations.end": Own(a_delegation, roles=JUDGES),
    "POST take_delegations.give": Own(a_request, roles=JUDGES, send={"reviewer": str(A_REVIEWER)}),
}
