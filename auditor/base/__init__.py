"""What everything stands on: words of the field, text, files, errors, languages. Nothing here knows the product."""
