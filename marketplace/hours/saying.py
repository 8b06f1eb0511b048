"""Hours in words: phases, lines, reasons, and how a line stands."""

from marketplace.hours.models import Because, LineKind, Phase
from marketplace.hours.standing import Standing

PHASES = {
    Phase.TECH_CHECK: "Tech check",
    Phase.BRIEFING: "Briefing",
    Phase.WORK: "Work",
    Phase.BREAK: "Break",
    Phase.WAITING: "Waiting",
    Phase.END: "End",
}
BEGINS = {
    Phase.TECH_CHECK: "Tech check begins",
    Phase.BRIEFING: "Briefing begins",
    Phase.WORK: "Work begins",
    Phase.BREAK: "Break begins",
    Phase.WAITING: "Waiting begins",
    Phase.END: "End",
}
LINES = {
    LineKind.CALL: "Call",
    LineKind.BREAK: "Paid break",
    LineKind.UNPAID_BREAK: "Break beyond what is paid",
    LineKind.WAITING: "Waiting",
    LineKind.TECH_CHECK: "Tech check",
    LineKind.BRIEFING: "Briefing",
    LineKind.DE_ROLE: "De-roling",
    LineKind.CONTINUITY: "Same character as before",
}
BECAUSE = (
    (Because.NOT_PRESSED.value, "Nobody pressed it"),
    (Because.PRESSED_LATE.value, "It was pressed too early or too late"),
    (Because.TECHNICAL.value, "Something technical"),
    (Because.OTHER.value, "Something else"),
)
REASONS = {Because.LOG: "From the log"} | {Because(value): said for value, said in BECAUSE}
RULES = (
    "Time is counted to the second from the call, or from the first tap where that was earlier, to"
    " the end. A begun minute of a line is paid whole.",
    "Of breaks, 15 minutes in each 2 hours are paid.",
    "Tech check and briefing are paid once, with the first booking, and cover 15 minutes each;"
    " what takes longer is paid like work. De-roling is always paid.",
    "Whoever waited is paid for waiting; where waiting has no price, it is paid like work.",
    "A correction counts when the other side agrees, or says nothing for 7 days.",
    "What nobody objects to is approved by itself 7 days after it was written down.",
    "A disputed line is decided within 5 working days; after that it is as the performer says."
    " The rest goes on.",
    "No screen is watched. The taps on this page are all there is.",
)


def seconds(count: int) -> str:
    """2:50:00, as a clock counts."""
    minutes, rest = divmod(count, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}"


def state(line: Standing) -> tuple[str, str]:
    if line.decision is not None:
        return ("Approved", "ok")
    if line.dispute is not None:
        return ("Disputed", "stop")
    return ("Correction waits", "warn") if line.waiting else ("Open", "info")
