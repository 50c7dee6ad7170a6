"""`auditor evidence …`: what a journey rests on."""
