"""drafter: from structured inputs to Dutch lobby letters and position papers in house style."""
