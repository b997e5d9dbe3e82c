"""Words and rules of the programme. Imports nothing of ours; refuses any reading or writing of files and databases."""
