"""What pay runs bring to the application."""

from payouts.pay_runs import jobs, news

JOBS = jobs.JOBS
NOTICE_KINDS = news.KINDS
