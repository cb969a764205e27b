"""Documents as they were issued: versions, hashes, who signs, and the evidence."""
