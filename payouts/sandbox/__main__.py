"""`python -m payouts.sandbox run`: the stand-in without the application around it."""

from payouts.sandbox.commands import sandbox_cli

sandbox_cli()
