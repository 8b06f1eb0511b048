"""Phones with authenticator apps for the demo people who need one."""
