"""Administrators look people up, and give and end roles."""
