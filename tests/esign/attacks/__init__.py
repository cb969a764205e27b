"""Files that try to be taken for what they are not; each with the code it has to be refused with."""
