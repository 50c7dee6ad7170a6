"""Actions out to the programs where people work: a module for each."""
