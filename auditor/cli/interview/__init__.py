"""`auditor interview …`: questions to customers for each stage, and what is known of them."""
