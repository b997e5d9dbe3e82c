"""A period becomes figures; figures become a workbook."""
