"""What the office does, one file per noun: first reading, then changing."""
