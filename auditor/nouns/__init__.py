"""What can be changed, a door for each noun: one transaction a call. No noun knows another."""
