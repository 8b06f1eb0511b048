"""What one performer allows for one recording under one agreement, now and at any time before."""
