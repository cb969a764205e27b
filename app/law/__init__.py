"""Regulations 484 and 481 as rules over the case of a placement."""
