"""Who else had a part in the story: proposed at the foot of the page, with what the record says of them."""
