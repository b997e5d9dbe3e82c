"""Reports: choose, look, hand over, look behind."""
