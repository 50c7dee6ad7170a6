"""Drawing in text and as shapes on a page: the emotion curve and the matrix."""
