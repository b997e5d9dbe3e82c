"""The screen of the cohorts."""
