"""Data only: checklists, interview guides and journey templates as TOML files."""
