"""Slips in contact data and addresses: mended without a new signature, told to everybody."""
