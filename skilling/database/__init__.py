"""Storage: tables, engines, the one door for writing, audit, search, migrations, backup; alone in knowing SQL dialects."""
