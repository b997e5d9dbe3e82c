"""Possible duplicates: two records of one person side by side, answered one after the other."""
