"""The one table in a grid: its heading, its rows, and why every other row is none of them."""
