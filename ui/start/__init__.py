"""The first screen: a new programme, one that is there, or a sample."""
