"""What is known of somebody's taxes: their word, and where their form stands."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from foundation.statements import among
from payouts.earnings.models import Earning
from payouts.taxes.models import Form, FormState, TaxDeclaration, TaxForm


@dataclass(frozen=True, slots=True)
class Standing:
    declaration: TaxDeclaration | None
    form: TaxForm | None

    @property
    def is_us(self) -> bool:
        return self.declaration is not None and self.declaration.us_person

    @property
    def has_form(self) -> bool:
        """Of the kind that their newest word asks for."""
        if self.form is None or self.declaration is None:
            return False
        fits = self.form.form is form_for(self.declaration)
        return fits and self.form.state is FormState.RECEIVED

    @property
    def says(self) -> str:
        if self.declaration is None:
            return "Has not said where they are resident"
        if self.has_form:
            return "Form at Stripe"
        asked = self.form is not None and self.form.state is FormState.ASKED
        return "Form asked for" if asked else "Form missing"


def form_for(declaration: TaxDeclaration) -> Form:
    return Form.W9 if declaration.us_person else Form.W8BEN


def standings(session: Session, performer_ids: Collection[UUID]) -> dict[UUID, Standing]:
    declared = _newest(session, TaxDeclaration, performer_ids)
    forms = _newest(session, TaxForm, performer_ids)
    return {each: Standing(declared.get(each), forms.get(each)) for each in performer_ids}


def standing(session: Session, performer_id: UUID) -> Standing:
    return standings(session, [performer_id])[performer_id]


def history(session: Session, performer_id: UUID) -> Sequence[TaxForm]:
    of = TaxForm
    wanted = select(of).where(of.performer_id == performer_id).order_by(of.n.desc())
    return session.scalars(wanted).all()


def earns(session: Session, performer_id: UUID) -> bool:
    return bool(session.scalar(select(exists().where(Earning.performer_id == performer_id))))


def _newest(session: Session, of: Any, performer_ids: Collection[UUID]) -> dict[UUID, Any]:
    last = (
        select(of.performer_id, func.max(of.n).label("n"))
        .where(among(session, of.performer_id, performer_ids))
        .group_by(of.performer_id)
        .subquery()
    )
    wanted = select(of).join(last, (last.c.performer_id == of.performer_id) & (last.c.n == of.n))
    return {each.performer_id: each for each in session.scalars(wanted)}
