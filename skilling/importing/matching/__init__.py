"""The same person again, in a list and in the register; a database is asked only for who shares a key."""
