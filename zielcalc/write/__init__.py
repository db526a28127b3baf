"""Values to text: reports, problems, the shape of an agreement. Each format imports what it alone needs."""
