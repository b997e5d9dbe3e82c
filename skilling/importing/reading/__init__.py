"""A file becomes a grid of plain cells, in a child process that may fail; what the cells mean is nobody's business here."""
