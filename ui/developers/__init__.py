"""The screen of the developers: the people being skilled."""
