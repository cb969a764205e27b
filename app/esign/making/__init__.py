"""Signatures made: XAdES in containers, PAdES in PDFs, with a key from a file or a device."""
