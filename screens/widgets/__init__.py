"""Widgets: they take views or drawing functions and send messages; they never see the workspace."""
