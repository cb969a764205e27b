"""The first page of each role, the table of placements and the page of one; reads widely, changes nothing."""
