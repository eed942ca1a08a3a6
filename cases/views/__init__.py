"""Pages of cases. A view opens the file (which is remembered), calls one service, and answers."""
