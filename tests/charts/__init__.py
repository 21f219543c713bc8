"""Charts: what is drawn, and the process that draws."""
