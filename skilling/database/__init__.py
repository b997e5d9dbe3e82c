"""Storage: tables, engines, the one door for writing, audit, search, migrations, backup. The only floor that knows SQL dialects."""
