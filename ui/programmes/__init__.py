"""The screen of the programmes."""
