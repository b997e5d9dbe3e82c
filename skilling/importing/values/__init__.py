"""Whole columns of cells become values to be stored, and what to say about those that do not."""
