"""Bookings: times, places, calendars."""
