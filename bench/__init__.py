"""The ratios that the design promises, measured against peers in the same run."""
