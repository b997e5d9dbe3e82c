"""Help that is there without a network."""
