"""The end of a placement: what its file still lacks, the file as one PDF, and what the state is told."""
