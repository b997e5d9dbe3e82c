"""What would happen to every row, as data: what it points to, which enrolments it means, whether it is new, known or kept aside."""
