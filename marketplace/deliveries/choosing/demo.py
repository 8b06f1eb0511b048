"""Two versions of a dataset of the demo's client, chosen of the takes that its people accepted."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import select

from consent.ledger.explaining.words import Use
from foundation.database import db
from foundation.hooks import DemoPerson, DemoSize
from marketplace.clients.demo import NORTHLAB
from marketplace.deliveries.choosing.actions import create_dataset, save_version
from marketplace.deliveries.choosing.choice import Choice
from marketplace.deliveries.choosing.chosen import counted
from marketplace.deliveries.choosing.form import Form, Layout
from marketplace.deliveries.choosing.models import Dataset
from marketplace.takes.demo import producer

NAME = "Taxi, from irritation to amusement"
FIRST = Choice(
    uses=(Use.GENERATIVE_TRAINING,),
    end_product="companion",
    territories=("EU",),
    regions=("EU",),
    subjects=(),
)
SECOND = replace(FIRST, least_overall=4)


def make(_size: DemoSize) -> Iterable[DemoPerson]:
    """For `hooks.demo`, after the takes. What an earlier start made stays as it is."""
    session = db.session()
    there = session.scalar(select(Dataset.id).where(Dataset.client_id == NORTHLAB).limit(1))
    takes = counted(session, NORTHLAB, SECOND).takes if there is None else 0
    session.rollback()
    if takes:
        made = create_dataset(NAME, FIRST, Form(), "All that was accepted.", actor=producer())
        form = Form(layout=Layout.WEBDATASET, mixed=True)
        save_version(made, 1, SECOND, form, "Only what was judged good.", actor=producer())
    return ()
