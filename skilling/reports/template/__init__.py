"""The ministry's own template: its cells are bound to figures, and filled without touching anything else of the file."""
