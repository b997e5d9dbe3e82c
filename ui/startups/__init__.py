"""The screen of the startups."""
