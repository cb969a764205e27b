"""The dossier of a placement: one file with every document and its proofs, sealed; and read back again."""
