"""What every declared action does."""
