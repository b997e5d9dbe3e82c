"""The screen of the institutions."""
