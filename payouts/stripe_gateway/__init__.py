"""How money and Stripe are spoken to: the only package that imports the SDK, plain values out."""
