"""Campaigns: slots that performers take themselves."""
