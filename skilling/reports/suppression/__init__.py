"""Protection of small cells: what a public pack may show, so that nobody can be recognised or worked out from it."""
