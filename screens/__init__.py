"""The app: places, dialogs and widgets in Textual. They see the workspace and views, never the database."""
