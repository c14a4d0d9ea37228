"""The history of the open article: its life as a picture, two texts of it beside each other, and the way back."""
