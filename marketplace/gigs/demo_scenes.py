"""The made-up gigs of the demo: one for each state that a page can be in."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from consent.ledger.explaining.words import Signature, Use
from consent.minimums.wishes import Intensity
from marketplace.gigs.models import GigState
from marketplace.profiles.words import Emotion, Medium, Style, Theme
from marketplace.requests.content import SceneContent
from marketplace.requests.pay import Pay
from marketplace.requests.scene import Beat, Brief, Content, Part, Recording
from marketplace.requests.usage import Paper, Usage
from marketplace.requests.window import Window
from marketplace.requests.words import Named, Remedy, Union

Papers = Mapping[Signature, UUID]


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoGig:
    title: str
    scenario: str
    language: str = "en"
    hourly_minor: int = 6000
    feelings: tuple[Emotion, Emotion] = (Emotion.IRRITATION, Emotion.RELIEF)
    intensity: Intensity = Intensity.MODERATE
    medium: Medium = Medium.AUDIO
    themes: tuple[Theme, ...] = ()
    generative: bool = True
    sector: str = ""
    union_name: str = ""
    opened_days_ago: int = 3
    state: GigState = GigState.OPEN
    reason: str = ""


GIGS = (
    DemoGig(
        title="A refund that does not come (AI training)",
        scenario="A customer calls for the third time. The clerk is new, and wants to help.",
        hourly_minor=6500,
        opened_days_ago=40,
    ),
    DemoGig(
        title="The refund that does not come (AI training)",
        scenario="A customer calls for the fourth time. The clerk has heard it all before.",
        hourly_minor=5500,
    ),
    DemoGig(
        title="Two sisters and a lost letter (AI training)",
        scenario="One finds the letter that the other hid for years. They find words again.",
        feelings=(Emotion.ANGER, Emotion.TENDERNESS),
        intensity=Intensity.STRONG,
        medium=Medium.VIDEO,
        themes=(Theme.CONFLICT, Theme.BEREAVEMENT),
        opened_days_ago=1,
    ),
    DemoGig(
        title="Ein Anruf bei der Bank (KI-Training)",
        scenario="Eine Karte wurde gestohlen. Am Telefon: jemand, der Ruhe bewahrt.",
        language="de",
        feelings=(Emotion.FEAR, Emotion.CALM),
        intensity=Intensity.CALM,
        generative=False,
        sector="banking",
        opened_days_ago=2,
    ),
    DemoGig(
        title="First day at the language school (AI training)",
        scenario="Somebody orders coffee in a language that they learnt last week.",
        feelings=(Emotion.EMBARRASSMENT, Emotion.AMUSEMENT),
        intensity=Intensity.CALM,
        generative=False,
        union_name="Players' Union",
        opened_days_ago=5,
    ),
    DemoGig(
        title="A quarrel on the night train (AI training)",
        scenario="One seat, two tickets, and nobody to ask until morning.",
        state=GigState.PAUSED,
        reason="More people applied than we can hear this week.",
        opened_days_ago=9,
    ),
    DemoGig(
        title="A toast that goes wrong (AI training)",
        scenario="A best man finds that he has brought the wrong speech.",
        state=GigState.CLOSED,
        reason="Both parts are cast.",
        opened_days_ago=30,
    ),
    DemoGig(
        title="A storm over the allotments (AI training)",
        scenario="Neighbours save what can be saved, and argue about the rest.",
        state=GigState.CANCELLED,
        reason="The study that asked for it was given up.",
        opened_days_ago=20,
    ),
)


def content_of(gig: DemoGig, papers: Papers, opened_on: date) -> SceneContent:
    return SceneContent(
        brief=_brief(gig),
        recording=Recording(medium=gig.medium),
        content=Content(
            intensity=gig.intensity,
            themes=gig.themes,
            limits=("Nobody is insulted for who they are.",),
        ),
        pay=_pay(gig),
        usage=_usage(gig, papers),
        window=_window(opened_on),
    )


def _brief(gig: DemoGig) -> Brief:
    first, last = gig.feelings
    return Brief(
        title=gig.title,
        scenario=gig.scenario,
        language=gig.language,
        parts=(
            Part(key="one", name="The one who asks", sheet="Has waited long, and shows it."),
            Part(
                key="two",
                name="The one who answers",
                sheet="Means well. Does not know everything, and says so.",
                continuity_minor=1500,
            ),
        ),
        beats=(Beat(feeling=first, turns_to=last, what="Somebody listens."),),
        improvisation="The words are yours; where it begins and ends is given.",
        styles=(Style.IMPROV,),
        takes=3,
    )


def _pay(gig: DemoGig) -> Pay:
    return Pay(
        currency="EUR",
        hourly_minor=gig.hourly_minor,
        take_minor=1500,
        minimum_call_minutes=120,
        retake_minor=1000,
        tech_check_minor=1000,
        briefing_minor=1500,
        waiting_hourly_minor=4000,
        late_change_minor=6000,
        unpaid_minutes=10,
    )


def _usage(gig: DemoGig, papers: Papers) -> Usage:
    wanted = Signature.GENERATIVE_TRAINING if gig.generative else Signature.NON_GENERATIVE_TRAINING
    optional = Use.FINE_TUNING if gig.generative else Use.EMOTION_RECOGNITION
    usage = Usage(
        papers=(
            Paper(
                signature=Signature.RECORDING_AND_PAY,
                version_id=papers[Signature.RECORDING_AND_PAY],
            ),
            Paper(signature=wanted, version_id=papers[wanted], prices={optional: 9000}),
        ),
        end_product="companion" if gig.generative else "language_course",
        prohibited=("No political speech.", "No voice that sounds like you."),
        remedy=Remedy.CREDIT,
    )
    if gig.sector:
        usage = replace(usage, client=Named.SEALED, sector=gig.sector)
    if gig.union_name:
        usage = replace(usage, union=Union.AGREEMENT, union_name=gig.union_name)
    return usage


def _window(opened_on: date) -> Window:
    return Window(
        first_day=opened_on + timedelta(days=60),
        last_day=opened_on + timedelta(days=90),
        apply_by=opened_on + timedelta(days=50),
        zone="Europe/Berlin",
        bookings=2,
        minutes=120,
    )
