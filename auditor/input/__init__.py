"""What people type: checked values, days, intervals, figures and filters."""
