"""Building a delivery of a version of a dataset, and handing it over."""
