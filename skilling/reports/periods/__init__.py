"""A period's figures are frozen, handed over, and accounted for when records change later."""
