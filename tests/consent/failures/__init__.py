"""What becomes of the ledger when processes, machines, disks and clocks fail."""
