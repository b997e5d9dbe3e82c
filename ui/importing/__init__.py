"""Import: a file becomes a plan that is looked at, mended and carried out."""
