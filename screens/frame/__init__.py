"""What every place stands in: commands, keys, palette, themes, and what the app offers a place."""
