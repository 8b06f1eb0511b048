"""What the form of a paper offers to choose from, as (value, label) or with a note."""

from consent.ledger.explaining.words import PostMortem, Representation

REPRESENTATION = (
    (Representation.COUNSEL.value, "A lawyer"),
    (Representation.UNION.value, "A union, by an agreement that covers replicas"),
    (
        Representation.NONE.value,
        "Nobody",
        "Then somebody of our compliance team first approves the description.",
    ),
)
POST_MORTEM = (
    (PostMortem.STOP.value, "All uses stop"),
    (PostMortem.CONTINUE_TO_TERM.value, "Uses continue until the day on which they end anyway"),
    (PostMortem.EXECUTOR_DECIDES.value, "Somebody I name decides"),
)
YES_OR_NO = {"yes": "Yes", "no": "No"}
