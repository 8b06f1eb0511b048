"""Priced, approved work: what payouts is told, each cause once and for good."""
