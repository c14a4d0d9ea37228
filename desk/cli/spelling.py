"""Commands about spelling: what is misspelt in an article, and the library's own words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desk.cli.options import (
    FOUND_A_PROBLEM,
    answer_json,
    answer_table,
    house_of,
    house_option,
    json_option,
    library_option,
    opened,
    tell,
)
from desk.errors import NotFound

if TYPE_CHECKING:
    from desk.spelling.passages import Misspelt
    from desk.spelling.speller import Speller
    from desk.spelling.vocabulary import Vocabulary
    from desk.story.story import Story


@click.command(short_help="List the misspelt words of an article.")
@click.argument("article", metavar="SLUG")
@click.option("--language", metavar="TAG", help="The language to check it in, as en-GB, instead of the article's own.")
@library_option
@house_option
@json_option
def spell(*, library: Path, article: str, language: str | None, house: str, as_json: bool) -> None:
    """List the misspelt words of an article; the exit code is 1 if there are some.

    Names of people and places that the library knows, its own words (see `desk words`) and those that were ignored in
    this article are right. Into a pipe go the word, how often it stands there, the fields (with the numbers of the
    blocks in the body, from 1) and what may have been meant, with tabs between.
    """
    from desk.library.own_words import vocabulary  # noqa: PLC0415

    with opened(library) as shelf:
        found = shelf.article(article)
        known = vocabulary(shelf, found.row.id, found.story, house_of(house, shelf))
    words = _words(found.story, _speller(language or found.story.language, known))
    if as_json:
        answer_json(words)
    else:
        rows = (
            (each["word"], str(each["count"]), ", ".join(each["places"]), ", ".join(each["suggestions"]))
            for each in words
        )
        heads = ("word", "times", "where", "perhaps")
        answer_table(heads, rows, wide="perhaps", none="Nothing is misspelt.")
    if words:
        click.get_current_context().exit(FOUND_A_PROBLEM)


def _speller(language: str, known: Vocabulary) -> Speller:
    from desk.spelling.dictionaries import every, find, folders, own_folder  # noqa: PLC0415
    from desk.spelling.hunspell import Hunspell  # noqa: PLC0415
    from desk.spelling.speller import Speller  # noqa: PLC0415

    dictionary = find(language)
    if dictionary is None:
        have = ", ".join(sorted({each.tag.text for each in every(folders())}))
        raise NotFound(
            f"There is no dictionary for {language}; there are: {have}. Put the Hunspell files of the language (.aff "
            f"and .dic) into {own_folder()}, or install your system's."
        )
    return Speller(Hunspell(dictionary), dictionary.tag.text, known)


def _words(story: Story, speller: Speller) -> list[dict[str, Any]]:
    from desk.spelling.passages import misspelt  # noqa: PLC0415

    words: dict[str, list[Misspelt]] = {}
    for each in misspelt(story, speller):
        words.setdefault(each.fault.label, []).append(each)
    return [
        {
            "word": word,
            "count": len(found),
            "places": list(dict.fromkeys(_place(each) for each in found)),
            "suggestions": list(speller.suggest_for(found[0].fault)),
        }
        for word, found in words.items()
    ]


def _place(found: Misspelt) -> str:
    block = found.place.block
    return found.place.field if block is None else f"{found.place.field} {block + 1}"


@click.command(short_help="List, add or remove the library's own words.")
@click.argument("change", metavar="[add|remove]", required=False, type=click.Choice(["add", "remove"]))
@click.argument("words", metavar="[WORD…]", nargs=-1)
@library_option
@json_option
def words(*, library: Path, change: str | None, words: tuple[str, ...], as_json: bool) -> None:
    """List the library's own words, which are never misspelt; or add some, or remove some."""
    from desk.library.own_words import change_own_words, own_words  # noqa: PLC0415

    if change and not words:
        raise click.UsageError(f"Name the words to {change}.")
    if any(len(word.split()) != 1 for word in words):
        raise click.UsageError("A word has no spaces: give each by itself.")
    with opened(library, create=change == "add") as shelf:
        if change == "remove":
            for word in sorted(set(words) - set(own_words(shelf))):
                tell(f"“{word}” is not among the words of this library.")
        if change:
            change_own_words(shelf, **{change: words}).result()
        own = own_words(shelf)
    if as_json:
        answer_json(own)
    elif not change:
        answer_table(("word",), ([word] for word in own), wide="word", none="There are no words yet.")
