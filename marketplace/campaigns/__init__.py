"""Hours by a grid of quotas, in slots that performers book themselves."""
