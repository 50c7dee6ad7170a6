"""One journey: stages and touchpoints, personas, questions, follow-up."""
