"""The pages pass the W3C's Nu HTML checker. It needs Java and vnu.jar (npm's "vnu-jar"); without them it is skipped."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from desk.formats import fragment, page
from desk.story.body import Embed, Figure, Heading, ListItem, Paragraph, PullQuote, Rule, Table, spans
from desk.story.house import House
from desk.story.story import Slot, Story
from tests.formats.bodies import body, link
from tests.formats.pictures import picture, reference
from tests.formats.stories import HOUSE, harbour_story
from tests.story.test_correcting import FEET, FORTY, LAMP

ROOT = Path(__file__).parents[2]


def checker() -> Path | None:
    places = [os.environ.get("DESK_VNU_JAR", ""), str(ROOT / "node_modules/vnu-jar/build/dist/vnu.jar")]
    return next((Path(place) for place in places if place and Path(place).is_file()), None)


pytestmark = [
    pytest.mark.java,
    pytest.mark.skipif(checker() is None or shutil.which("java") is None, reason="no Java, or no vnu.jar"),
]


def everything() -> Story:
    """All kinds of blocks, in odd shapes."""
    data = picture()
    return Story(
        headline='A <headline> & "more"',
        language="ar",
        corrections=(FORTY, FEET, replace(LAMP, slot=Slot.TOP)),
        lead=Figure(reference(data), "carried"),
        body=body(
            Paragraph(),
            Heading(spans("Deep at once"), 3),
            Heading(),
            Heading(spans("High")),
            Heading(spans("Deeper"), 3),
            ListItem(spans("deep at once"), depth=2),
            ListItem(spans("back"), ordered=True),
            PullQuote(spans("Loud"), "Ana"),
            Figure(reference(data), ""),
            Figure("https://p.example/x.jpg", ""),
            Figure("", "nothing"),
            Table(),
            Table(((spans("a"), ()), (spans("b"), spans("c"))), header=True),
            Table(((spans("x"),),)),
            Rule(),
            Embed("https://v.example/?a=1&b=[2]", "Film"),
            Embed("mailto:me@a.example"),
            Paragraph(spans(link("odd", 'https://a.example/a b"<>^`{|}'), "\nline")),
        ),
    )


def test_no_page_has_an_error(tmp_path: Path) -> None:
    data = picture()
    stories = {"harbour": harbour_story(), "everything": everything(), "empty": Story()}
    for name, story in stories.items():
        (tmp_path / f"{name}.html").write_bytes(page.write(story, HOUSE, {reference(data): data}.get).data)
        piece = fragment.write(story, House(), {reference(data): data}.get).data.decode()
        whole = f"<!DOCTYPE html><html lang=en><head><title>x</title></head><body>{piece}</body></html>"
        (tmp_path / f"{name}-fragment.html").write_text(whole, encoding="utf-8")
    command = ["java", "-jar", str(checker()), "--format", "json", "--errors-only", "--exit-zero-always"]
    done = subprocess.run(
        [*command, *map(str, sorted(tmp_path.iterdir()))], capture_output=True, check=True, timeout=120
    )
    messages = json.loads(done.stderr)["messages"]
    assert [(Path(each["url"]).name, each["message"], each.get("extract")) for each in messages] == []
