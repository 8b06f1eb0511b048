"""A scene request with two parts and everything said, and the gig that it is posted as."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from consent.ledger.explaining.words import Signature, Use
from consent.minimums.wishes import Intensity
from foundation.actors import SYSTEM
from foundation.database import db, transaction
from foundation.money import Money
from marketplace.budgets.steps import confirm
from marketplace.casting.models import Application, ApplicationState, Engagement, Seat
from marketplace.gigs.models import Gig
from marketplace.gigs.steps import open_gig
from marketplace.profiles.words import Emotion, Medium, Style, Theme
from marketplace.requests import steps
from marketplace.requests.content import SceneContent
from marketplace.requests.costing import cost_of
from marketplace.requests.models import RequestKind, RequestVersion, SceneRequest, Verdict
from marketplace.requests.pay import Pay
from marketplace.requests.scene import Beat, Brief, Content, Part, Recording
from marketplace.requests.usage import Paper, Usage
from marketplace.requests.window import Window
from tests.cast import Person
from tests.consent.signing.asked import published

BRIEF = Brief(
    title="Two sisters and a lost letter (AI training)",
    scenario="One finds the letter that the other hid for years. They find words again.",
    language="en",
    parts=(
        Part(key="rosa", name="Rosa", sheet="The elder. Holds back, then does not.", seats=1),
        Part(key="lena", name="Lena", sheet="The younger. Quick to laugh.", continuity_minor=2000),
    ),
    beats=(
        Beat(feeling=Emotion.ANGER, turns_to=Emotion.RELIEF, what="The letter is read aloud."),
        Beat(feeling=Emotion.TENDERNESS),
    ),
    improvisation="The words are free, the order of the beats is given.",
    styles=(Style.IMPROV,),
    takes=3,
)
PAY = Pay(
    currency="EUR",
    hourly_minor=6000,
    take_minor=1500,
    minimum_call_minutes=120,
    retake_minor=1000,
    audition_minor=500,
    most_auditions=20,
    tech_check_minor=1000,
    briefing_minor=1500,
    waiting_hourly_minor=4000,
    late_change_minor=5000,
    unpaid_minutes=15,
)
WINDOW = Window(
    first_day=date(2026, 4, 1),
    last_day=date(2026, 4, 30),
    apply_by=date(2026, 3, 20),
    zone="Europe/Berlin",
    bookings=2,
    minutes=180,
)


def papers() -> tuple[Paper, ...]:
    """Published for this request: the pay, and training with one priced option."""
    return (
        Paper(
            signature=Signature.RECORDING_AND_PAY,
            version_id=published(Signature.RECORDING_AND_PAY),
        ),
        Paper(
            signature=Signature.GENERATIVE_TRAINING,
            version_id=published(Signature.GENERATIVE_TRAINING),
            prices={Use.FINE_TUNING: 30000},
        ),
    )


def content(**changes: Any) -> SceneContent:
    """Changes are of whole sections: `pay=replace(PAY, …)`."""
    usage = Usage(papers=(), end_product="companion", prohibited=("No political speech.",))
    if "usage" not in changes:
        changes["usage"] = replace(usage, papers=papers())
    given: dict[str, Any] = {
        "brief": BRIEF,
        "recording": Recording(medium=Medium.AUDIO),
        "content": Content(intensity=Intensity.STRONG, themes=(Theme.CONFLICT,)),
        "pay": PAY,
        "window": WINDOW,
    }
    return SceneContent(**{**given, **changes})


def submitted(by: Person, said: SceneContent | None = None) -> tuple[UUID, UUID]:
    """Request and version, waiting for compliance."""
    said = said or content()
    with transaction() as session:
        client_id = by.actor.on_behalf_of
        assert client_id is not None
        request = steps.begin(
            session, client_id, RequestKind.SCENES, actor=by.actor, copied_from=None
        )
        version = steps.submit(session, request, said, actor=by.actor)
        return request.id, version.id


def approved(by: Person, compliance: Person, said: SceneContent | None = None) -> UUID:
    request_id, version_id = submitted(by, said)
    with transaction() as session:
        steps.review(
            session,
            session.get_one(SceneRequest, request_id),
            session.get_one(RequestVersion, version_id),
            Verdict.APPROVED,
            {},
            actor=compliance.actor,
        )
    return request_id


def posted(by: Person, compliance: Person, said: SceneContent | None = None) -> UUID:
    """An open gig whose budget holds the whole cost."""
    request_id = approved(by, compliance, said)
    with transaction() as session:
        request = session.get_one(SceneRequest, request_id)
        version = session.get_one(RequestVersion, request.approved_version_id)
        confirm(session, request_id, cost_of(version.scene()).total, cause="test", actor=SYSTEM)
        return open_gig(session, request, version, actor=SYSTEM).id


def engaged(gig_id: UUID, part_key: str, performer: Person, seat: int = 1) -> UUID:
    """As if they had applied, been offered the part and signed."""
    gig = db.session().get_one(Gig, gig_id)
    version = db.session().get_one(RequestVersion, gig.version_id)
    engagement = Engagement(
        id=uuid4(),
        gig_id=gig_id,
        request_id=gig.request_id,
        part_key=part_key,
        performer_id=performer.id,
        client_id=gig.client_id,
        terms=version.content,
        terms_hash=version.hash,
        brief_version_id=version.id,
    )
    application = Application(
        gig_id=gig_id,
        part_key=part_key,
        performer_id=performer.id,
        version_id=version.id,
        state=ApplicationState.ENGAGED,
    )
    taken = Seat(gig_id=gig_id, part_key=part_key, number=seat, engagement_id=engagement.id)
    with transaction() as session:
        session.add_all((engagement, application))
        session.flush()
        session.add(taken)
    return engagement.id


def money(amount_minor: int) -> Money:
    return Money(amount_minor, "EUR")
