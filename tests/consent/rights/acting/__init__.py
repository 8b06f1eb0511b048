"""Random histories: what people and jobs do, beside the plainest account of what it means."""
