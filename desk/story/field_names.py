"""What the fields of a story are called where people read of them."""

from __future__ import annotations

FIELDS = {
    "kicker": "Kicker",
    "headline": "Headline",
    "deck": "Deck",
    "slug": "Slug",
    "section": "Section",
    "keywords": "Keywords",
    "language": "Language",
    "credits": "Credits",
    "byline_text": "Byline written by hand",
    "contribution_text": "Contribution line written by hand",
    "dateline": "Dateline",
    "body": "Text",
    "corrections": "Corrections",
    "editors_note": "Editor’s note",
    "first_published": "First published",
    "updated": "Updated",
    "updated_mark": "Updated line",
    "embargo": "Embargo",
    "furniture": "Furniture",
    "lead": "Lead picture",
    "usage_terms": "Usage terms",
    "canonical": "Canonical address",
    "target_words": "Words to write",
}
