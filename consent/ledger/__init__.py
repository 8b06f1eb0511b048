"""A transparency log in the application's own database: C2SP formats, RFC 6962 tree."""
