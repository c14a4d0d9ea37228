"""Exchange of records with other libraries."""
