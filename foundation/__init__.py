"""What every package stands on. Knows nothing of gigs, consent or money owed."""
