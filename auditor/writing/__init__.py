"""Steps of a transaction that several nouns share."""
