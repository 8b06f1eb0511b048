"""What was allowed, in others' vocabularies: views over the one record, never kept beside it."""
