"""A spreadsheet becomes a plan; a plan becomes one change."""
