"""Values: stories, bodies, credits, house styles, counts. No I/O, no Qt, no database."""
