"""Makes the sample library of the current schema: run once when a schema is released, and committed.

python -m tests.library.samples.make
"""

from __future__ import annotations

import gzip
import tempfile
from dataclasses import replace
from pathlib import Path

from desk.library.database import SCHEMA
from desk.library.library import Library
from desk.library.values import State
from desk.story.body import Figure
from tests.library.stories import ferry


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.desk"
        with Library.open(path, who="Maren Holt") as library:
            picture = library.add_media(b"a picture", "image/png").result()
            row = library.create(ferry(lead=Figure(picture, "A ferry at night"))).result()
            library.checkpoint(row.id, replace(library.article(row.id).story, deck="After two years.")).result()
            article = library.article(row.id)
            library.save_draft(row.id, replace(article.story, kicker="Transport"), 5, article.row.version).result()
            library.deliver(row.id, "html", "/news/ferry.html", "00" * 32).result()
            library.set_state(row.id, State.READY).result()
            binned = library.duplicate(row.id).result()
            library.bin([binned.id]).result()
        packed = gzip.compress(path.read_bytes(), mtime=0)
        (Path(__file__).parent / f"schema-{SCHEMA}.desk.gz").write_bytes(packed)


if __name__ == "__main__":
    main()
