"""Who of the demo applies for what, with which words, and what becomes of it."""

from dataclasses import dataclass

from marketplace.casting.models import ApplicationState as State

_LETTER = "Two sisters and a lost letter (AI training)"
_REFUND = "The refund that does not come (AI training)"
_EARLIER = "A refund that does not come (AI training)"
_SCHOOL = "First day at the language school (AI training)"
_BANK = "Ein Anruf bei der Bank (KI-Training)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    who: str
    gig: str
    part: str
    note: str
    becomes: State
    counters: bool = False
    """Answers the offer with other terms."""
    tape_hertz: int = 0
    """Of the tone in their self-tape; 0 for none."""
    stars: int = 0
    tags: str = ""


INVITED = (("mira", _BANK, "one"),)
PAIRS = (("lou", "sana", _LETTER, "They breathe at the same places. Hear them together."),)
"""Who with whom, in which gig, and why."""
APPLICANTS = (
    Applicant(
        who="mira",
        gig=_EARLIER,
        part="one",
        note="Anger that does not shout is what I like best to play.",
        becomes=State.ENGAGED,
        stars=5,
    ),
    Applicant(
        who="omar",
        gig=_EARLIER,
        part="two",
        note="I worked on the telephone for two years. I know the silence after “one moment”.",
        becomes=State.ENGAGED,
        stars=4,
    ),
    Applicant(
        who="tove",
        gig=_EARLIER,
        part="one",
        note="I have waited for a refund of my own since March.",
        becomes=State.DECLINED,
    ),
    Applicant(
        who="omar",
        gig=_LETTER,
        part="one",
        note="Brothers would do as well, I think: the letter stays the same.",
        becomes=State.OFFERED,
        stars=4,
    ),
    Applicant(
        who="mira",
        gig=_LETTER,
        part="two",
        note="I have an elder sister, and she has a drawer that nobody opens.",
        becomes=State.OFFERED,
        counters=True,
        stars=5,
        tags="warm, listens",
    ),
    Applicant(
        who="lou",
        gig=_LETTER,
        part="one",
        note="Ten years of improvised drama, mostly families.",
        becomes=State.SUBMITTED,
        tape_hertz=196,
    ),
    Applicant(
        who="sana",
        gig=_LETTER,
        part="two",
        note="My tape is the moment before anything is said.",
        becomes=State.SHORTLISTED,
        tape_hertz=262,
        stars=4,
        tags="quick",
    ),
    Applicant(
        who="iker",
        gig=_LETTER,
        part="two",
        note="I am better at the brother who is told of it afterwards.",
        becomes=State.KEPT,
        stars=3,
    ),
    Applicant(
        who="omar",
        gig=_REFUND,
        part="one",
        note="Recorded at my kitchen table, with the fridge off.",
        becomes=State.SUBMITTED,
        tape_hertz=175,
    ),
    Applicant(
        who="mira",
        gig=_REFUND,
        part="one",
        note="The fourth call is another scene than the third.",
        becomes=State.LAPSED,
    ),
    Applicant(
        who="sana",
        gig=_REFUND,
        part="two",
        note="I would play the clerk as somebody who was once the customer.",
        becomes=State.WITHDRAWN,
    ),
    Applicant(
        who="omar",
        gig=_SCHOOL,
        part="two",
        note="Arabic is what I would order coffee in",
        becomes=State.DRAFT,
    ),
    Applicant(
        who="mira",
        gig=_SCHOOL,
        part="two",
        note="German learnt late, and still with joy.",
        becomes=State.KEPT,
    ),
    Applicant(
        who="lou",
        gig=_BANK,
        part="two",
        note="Ruhig bleiben kann ich auf Französisch und auf Deutsch.",
        becomes=State.SUBMITTED,
        tape_hertz=220,
    ),
    Applicant(
        who="omar",
        gig=_BANK,
        part="two",
        note="Mein Deutsch reicht für eine gestohlene Karte.",
        becomes=State.DECLINED,
    ),
)
