"""Plain text that is pasted: paragraphs, quoted mail, lists, rows of a table, and the broken lines of PDFs."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from desk.story.body import Block, Body, ListItem, Paragraph, Quote, Table, clean_line, clean_text, spans
from desk.story.tables import parse_tsv

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_UNSEEN = str.maketrans(dict.fromkeys("\u2060\u180e\ufeff"))
_QUOTED = re.compile(r"(?:> ?)+")
_BULLET = re.compile(r"\s*[•‣◦▪●○–*·-]\s+(?=\S)")
_NUMBER = re.compile(r"\s*\(?(?P<number>\d{1,3})[.)]\s+(?=\S)")
_ENDS = re.compile(r"[.!?…:;][\"'”’»)\]\d]*$")
_GOES_ON = re.compile(r"[\"'“‘«(\[]*[^\W\d_]")
_HYPHEN = re.compile(r"[^\W_][-\u2010]$")
_SOFT = "\u00ad"
# Lines that some program broke are about as long as each other, and not longer or shorter than this.
_WIDTHS = range(40, 131)
_FEWEST = 3  # broken lines that are enough to be sure
# Words that keep their hyphen where a line ends behind it.
_KEEPS = frozenset(
    {"self", "well", "half", "vice", "ex", "so", "mother", "father", "brother", "sister", "twenty", "thirty"}
)


@dataclass(frozen=True, slots=True)
class PlainText:
    """A body, and how many line ends were taken for a program's and not the writer's."""

    body: Body
    joined: int = 0


def read_plain(text: str) -> PlainText:
    """What plain text says. Lines stay paragraphs unless it is evident that they were broken to fit a page."""
    if table := _table(text):
        return PlainText(Body((table,)))
    lines = [line.rstrip() for line in clean_text(text).translate(_UNSEEN).split("\n")]
    joiner = _Joiner([_QUOTED.sub("", line) for line in lines])
    blocks: list[Block] = []
    for quoted, run in _runs(lines):
        chunks = [[_QUOTED.sub("", line, count=1) for line in chunk] if quoted else chunk for chunk in run]
        for chunk in chunks:
            blocks += _chunk(chunk, joiner, quoted=quoted)
    return PlainText(Body(tuple(blocks)), joiner.joined)


def read_lines(text: str) -> Body:
    """Every line as a paragraph, exactly as it stands; empty lines only part them."""
    return Body(tuple(Paragraph(spans(line)) for line in clean_text(text).split("\n") if line.strip()))


def _table(text: str) -> Table | None:
    """Rows whose cells are parted by tabs, as spreadsheets give them; lines that begin with a tab are indented."""
    rows = [row for row in parse_tsv(text) if any(map(str.strip, row))] if "\t" in text else []
    columns = {len(row) for row in rows}
    if len(rows) < 2 or len(columns) != 1 or columns == {1} or not all(row[0].strip() for row in rows):
        return None
    return Table(tuple(tuple(spans(clean_line(cell)) for cell in row) for row in rows))


def _runs(lines: Sequence[str]) -> list[tuple[bool, list[list[str]]]]:
    """Chunks of lines that empty lines part, in runs that are quoted or are not."""
    runs: list[tuple[bool, list[list[str]]]] = []
    ended = True
    for line in lines:
        quoted = bool(_QUOTED.match(line))
        if not (_QUOTED.sub("", line, count=1) if quoted else line).strip():
            ended = True
            continue
        if not runs or runs[-1][0] is not quoted:
            runs.append((quoted, []))
            ended = True
        if ended:
            runs[-1][1].append([])
        runs[-1][1][-1].append(line)
        ended = False
    return runs


def _chunk(lines: list[str], joiner: _Joiner, *, quoted: bool) -> list[Block]:
    if not quoted and (items := _items(lines, joiner)):
        return items
    make = Quote if quoted else Paragraph
    return [make(spans(text)) for text in joiner.paragraphs(lines)]


def _items(lines: list[str], joiner: _Joiner) -> list[Block]:
    """The list that the lines make together: at least two bullets, or numbers that count on; else nothing."""
    marks = [_BULLET.match(line) or _NUMBER.match(line) for line in lines]
    if marks[0] is None or sum(mark is not None for mark in marks) < 2 or len({mark.re for mark in marks if mark}) > 1:
        return []
    ordered = marks[0].re is _NUMBER
    numbers = [int(mark["number"]) for mark in marks if mark] if ordered else []
    if ordered and numbers != list(range(1, len(numbers) + 1)):
        return []
    if any(mark is None for mark in marks) and not joiner.evident:
        return []
    texts: list[list[str]] = []
    for line, mark in zip(lines, marks, strict=True):
        if mark is None:
            texts[-1].append(line)
        else:
            texts.append([line[mark.end() :]])
    return [ListItem(spans(joiner.join(text)), ordered) for text in texts]


class _Joiner:
    """Puts lines together again that a program broke: a PDF's, or those of mail in plain text."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.joined = 0
        self._text = "\n".join(lines)
        inner = [(before, after) for before, after in itertools.pairwise(lines) if before.strip() and after.strip()]
        lengths = sorted(len(before) for before, _ in inner)
        # Of lines that end where the page ends some are a little longer than the rest.
        self._width = lengths[int(len(lengths) * 0.9)] if lengths else 0
        full = [pair for pair in inner if len(pair[0]) >= 0.7 * self._width]
        going_on = [pair for pair in full if _goes_on(*pair)]
        self.evident = (
            self._width in _WIDTHS
            and len(going_on) >= _FEWEST
            and len(full) >= 0.5 * len(inner)
            and len(going_on) >= 0.4 * len(full)
        )

    def paragraphs(self, lines: Sequence[str]) -> list[str]:
        """The paragraphs that lines without an empty one between them make."""
        if not self.evident:
            return [line.strip() for line in lines]
        out: list[list[str]] = [[]]
        for line in lines:
            if out[-1] and self._parts(out[-1][-1], line):
                out.append([])
            out[-1].append(line)
        return [self.join(run) for run in out]

    def join(self, lines: Sequence[str]) -> str:
        """Lines as one, with the words whole that were broken at their ends."""
        text = lines[0].strip()
        for line in lines[1:]:
            self.joined += 1
            text = self._healed(text, line.strip())
        return "".join(_LIGATURES.get(sign, sign) for sign in text) if self.evident else text

    def _parts(self, before: str, after: str) -> bool:
        """Whether the writer ended this line, and not the page."""
        if before.strip().isdigit() or after.strip().isdigit():
            return True  # a page's number stays by itself
        if not _goes_on(before, after) and len(before) < 0.6 * self._width:
            return True
        first = after.split(maxsplit=1)[0]
        fitted = len(before) + 1 + len(first) <= 0.93 * self._width
        return fitted and bool(_ENDS.search(before)) and not after.lstrip()[:1].islower()

    def _healed(self, before: str, after: str) -> str:
        if before.endswith(_SOFT):
            return before.rstrip(_SOFT) + after
        if not _HYPHEN.search(before):
            return f"{before} {after}"
        head, tail = before.rsplit(maxsplit=1)[-1], after.split(maxsplit=1)[0]
        whole = re.escape(head[:-1].lstrip("\"'“‘«([")) + "{}" + re.escape(tail.rstrip(".,;:!?\"'”’»)]"))
        if (
            not tail[:1].islower()
            or head[-2:-1].isdigit()
            or self._says(whole.format("[-\u2010]"))
            or _stem(head) in _KEEPS
        ):
            return before + after
        return before[:-1] + after

    def _says(self, word: str) -> bool:
        return re.search(rf"(?<!\w){word}(?!\w)", self._text, re.IGNORECASE) is not None


def _stem(head: str) -> str:
    return head[:-1].strip("\"'“‘«([").lower()


def _goes_on(before: str, after: str) -> bool:
    """Whether a sentence runs over the end of a line: small letters follow, or a word is broken."""
    found = _GOES_ON.match(after.lstrip())
    return not _ENDS.search(before) and found is not None and found[0][-1].islower()
