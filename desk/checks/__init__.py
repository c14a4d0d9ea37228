"""Rules: a story and a house style in, findings with positions and fixes out."""
