"""What the program carries with it: reference tables, icon, help; refuses code."""
