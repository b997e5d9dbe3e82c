"""What each column of a table is: a field, something kept beside, or something that is never kept."""
