"""News-like text for benchmarks: the same on every machine and every run."""

from __future__ import annotations

import random

WORDS = """
harbour council pilot bridge ferry market school winter budget vote mayor river clerk storm archive reporter
minister union strike tram station hospital nurse teacher captain insurer judge witness lamp said told asked
denied opened closed rose fell approved delayed rebuilt the a of and to in for on with by from at after before
while because although new old late early local public first second several few most
""".split()  # noqa: SIM905  a list of quoted words reads worse


def sentence(rng: random.Random, words: int) -> str:
    """One sentence of this many words."""
    picked = [rng.choice(WORDS) for _ in range(words)]
    return " ".join([picked[0].capitalize(), *picked[1:]]) + "."


def paragraph(rng: random.Random, words: int) -> str:
    """Sentences of 8 to 20 words until there are `words` words; one word in some is strong, one linked."""
    out: list[str] = []
    while words > 0:
        size = min(words, rng.randint(8, 20))
        out.append(sentence(rng, size))
        words -= size
    text = " ".join(out)
    if rng.random() < 0.3:
        text = text.replace(" council ", " **council** ", 1).replace(
            " harbour ", " [harbour](https://example.org/harbour) ", 1
        )
    return text


def markdown_body(words: int, seed: int = 1) -> str:
    """A body of about `words` words as Markdown: paragraphs of about 60, a crosshead every eighth."""
    rng = random.Random(seed)
    blocks: list[str] = []
    while words > 0:
        if len(blocks) % 9 == 8:
            blocks.append("## " + sentence(rng, 5).rstrip("."))
        size = min(words, rng.randint(50, 70))
        blocks.append(paragraph(rng, size))
        words -= size
    return "\n\n".join(blocks) + "\n"
