"""What more than one noun shows: the columns of tables, and the records of JSON."""
