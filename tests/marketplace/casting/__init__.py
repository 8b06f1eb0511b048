"""Applications, offers, engagements."""
