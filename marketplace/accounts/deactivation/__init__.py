"""Deactivating an account: told why, with evidence and notice; appealed to somebody else."""
