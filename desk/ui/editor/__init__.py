"""The page that is written on: fields, body and contribution line, edited in place."""
