"""What a client takes home, and takes back: datasets, and the deliveries that are made of them."""
