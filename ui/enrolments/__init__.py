"""The screen of the enrolments: who is in which cohort, since when."""
