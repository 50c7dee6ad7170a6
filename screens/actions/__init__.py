"""The actions: list, matrix, board, owners, proof and estimates."""
