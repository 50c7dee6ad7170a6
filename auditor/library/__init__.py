"""The data files of the program and of the user, all TOML: checklists, journeys, interviews, measures."""
