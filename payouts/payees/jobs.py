"""What happens by itself with the accounts that people are paid into."""

from datetime import timedelta

from foundation.jobs import Job
from payouts.payees.reading import read_all

JOBS = (Job("payees.read_again", read_all, every=timedelta(hours=24), thread="stripe"),)
