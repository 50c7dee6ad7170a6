"""What is served to browsers, feed readers and calendars."""
