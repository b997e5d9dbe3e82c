"""The screen of the learning resources."""
