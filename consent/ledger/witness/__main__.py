"""`python -m consent.ledger.witness run …`: a witness where nothing else of the application is."""

from consent.ledger.witness.commands import witness_cli

if __name__ == "__main__":
    witness_cli(prog_name="witness")
