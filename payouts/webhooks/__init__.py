"""What Stripe tells us: kept once, acknowledged, and handled later by reading the thing again."""
