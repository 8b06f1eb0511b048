"""Asking us: numbered questions, complaints, incidents and disputes, each with an answer due."""
