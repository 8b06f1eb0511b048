"""A scheduled time to record: found, proposed, accepted, moved, kept."""
