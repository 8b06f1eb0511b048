"""`python -m consent.ledger.monitoring URL …`: a monitor where nothing else of ours is."""

from consent.ledger.monitoring.commands import monitor

if __name__ == "__main__":
    monitor(prog_name="monitor")
