"""A year as a file for finance: one row for each payee, currency and kind, and one for each payment
of what was withheld to the tax office."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from foundation import hooks
from foundation.money import as_decimal
from foundation.spreadsheets import written
from payouts.taxes import passed_on
from payouts.taxes.passing_models import PassingState, TaxPassedOn
from payouts.taxes.standing import Standing, standings
from payouts.taxes.thresholds import BOXES, class_of, rules_of
from payouts.taxes.totals import Total, totals

COLUMNS = (
    *("year", "performer_id", "performer", "country", "us_person", "form", "form_state"),
    *("currency", "kind", "box", "amount", "amount_minor", "class_amount_minor", "reported"),
    "withheld_minor_of_year",
    *("passed_on_minor", "passed_on_day", "passed_on_for", "passed_on_reference"),
)
_AT_ONCE = 500
_NO_PAYMENT = ("", "", "", "")


def lines(session: Session, year: int) -> Iterator[str]:
    yield written([COLUMNS])
    found = totals(session, year)
    for start in range(0, len(found), _AT_ONCE):
        some = found[start : start + _AT_ONCE]
        people = {each.performer_id for each in some}
        known, names = standings(session, people), hooks.names(session, people)
        yield written(
            row
            for each in some
            for row in _rows(year, each, known[each.performer_id], names.get(each.performer_id, ""))
        )
    notes = passed_on.notes_of(session, year)
    yield written(_passed_on(each) for each in notes if each.state is PassingState.NOTED)


def _passed_on(note: TaxPassedOn) -> list[str]:
    """In columns of its own, so that nothing is added up with what payees got."""
    empty = ["" for _ in COLUMNS[1 : -len(_NO_PAYMENT)]]
    empty[COLUMNS.index("currency") - 1] = note.currency
    said = (note.paid_on.isoformat(), note.period.value, note.reference)
    return [str(note.year), *empty, str(note.amount_minor), *said]


def _rows(year: int, total: Total, known: Standing, name: str) -> Iterator[list[str]]:
    reached = total.reached(rules_of(year))
    declared, form = known.declaration, known.form
    who = [
        *(str(year), str(total.performer_id), name, declared.country if declared else ""),
        ("yes" if declared.us_person else "no") if declared else "",
        *((form.form.value, form.state.value) if form else ("", "")),
        total.currency,
    ]
    for kind, minor in (total.kinds or {"": 0}).items():
        of = class_of(kind)
        yield [
            *(*who, kind, BOXES[of] if declared and declared.us_person else ""),
            *(as_decimal(minor, total.currency), str(minor), str(total.classes.get(of, 0))),
            "yes" if of in reached and known.is_us else "no",
            *(str(total.withheld_minor), *_NO_PAYMENT),
        ]
