"""What is kept of somebody's taxes, for their own copy of it. It stays when an account is closed,
as tax law asks: a country, a yes or no, and dates."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from payouts.taxes.models import TaxDeclaration
from payouts.taxes.standing import history
from payouts.taxes.totals import totals, years_of


def exports_of(session: Session, person_id: UUID) -> dict[str, Any]:
    """For `hooks.exports_of`."""
    of = TaxDeclaration
    declared = session.scalars(select(of).where(of.performer_id == person_id).order_by(of.n))
    return {
        "taxes": {
            "declarations": [
                {
                    "country": each.country,
                    "us_person": each.us_person,
                    "declared_at": each.declared_at.isoformat(),
                }
                for each in declared
            ],
            "forms": [
                {
                    "form": each.form.value,
                    "state": each.state.value,
                    "noted_at": each.noted_at.isoformat(),
                }
                for each in history(session, person_id)
            ],
            "years": [
                {
                    "year": year,
                    "currency": each.currency,
                    "kinds_minor": each.kinds,
                    "withheld_minor": each.withheld_minor,
                }
                for year in years_of(session, person_id)
                for each in totals(session, year, [person_id])
            ],
        }
    }
