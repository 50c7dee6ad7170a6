"""What is served to browsers, feed readers and calendars: the app for those invited, with a guard in front, and reports."""
