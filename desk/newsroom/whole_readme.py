"""What stands in README.txt of a whole library: how to read it with anything."""

README = """\
This folder is everything that was in a library of Desk, as plain files.
It was written {at} (UTC): {amounts}.

You need no Desk to read it. The texts are Markdown and open in any editor; the
pictures are ordinary picture files; the rest is JSON. Every file is UTF-8.

    articles/NAME.md                 an article as it stood: its fields between two
                                     lines "---" (YAML), then the text (Markdown).
                                     NAME is its slug; a slug that could not be the
                                     name of a file everywhere has a number after it.
    articles/NAME/history/0001-....md  its versions, oldest first, each with the time
                                     (UTC) and who made it. ".baseline.md": the text
                                     that was agreed on then, where it was another: what
                                     differs are the changes that were suggested.
                                     "draft.md": what was being typed. "commented-...md":
                                     a text that is no version, on which a comment was put.
                                     "comments.md": what was said about it, and decided.
    articles/NAME/delivered/0001-....html  what went out of it to readers, when (UTC) and by
                                     whom. Its pictures are links to media/.
    media/HASH.jpg                   the pictures, named by the SHA-256 of their bytes.
    records/articles.jsonl           one article a line: ids, versions, moves, deliveries,
                                     comments, decisions on changes, who is no contributor,
                                     whose copy was pasted in.
    records/media.jsonl              one picture a line: hash, type, when it came, file.
    records/replicas.jsonl           the libraries in which something was written.
    records/settings.jsonl           settings of the library: who works in it, its house
                                     style, saved searches, its own words.
    records/furniture.jsonl          its standing matter.
    records/gone.jsonl               articles that were emptied out of its bin.
    records/contacts.jsonl           the directory of people and organisations, as changes.
    records/looks.jsonl              who has seen which article last, and which version.
    SHA256SUMS                       the SHA-256 of every file: "sha256sum -c SHA256SUMS".
    desk-export.json                 what kind of folder this is.

BRINGING IT BACK

    desk import FOLDER               or "Bring in an Export..." in the window. Into a new
                                     library it gives the same library again; into one
                                     that has articles it adds what is not there. Doing it
                                     twice changes nothing.

You may change articles/NAME.md in any editor: the text comes in as a new version of that
article. A new file in articles/ comes in as a new article. What stands in history/ is
the past, and is only read as it was written.

FOR PROGRAMS

Front matter has the fields of the story by name (headline, deck, credits, keywords ...; only
those with a value); the key "desk" holds what is not of the story: in articles/ the
article's id, slug, state and whether it is in the bin; in history/ the version's number, id,
who, at, why, note and parents. Times are ISO 8601.

The Markdown is that of Python-Markdown with tables and sane lists. A picture is
![alt text](../media/HASH.jpg "credit"), its caption on the next line. Inline HTML is used
where Markdown has no sign: <u>, <s>, <sup>, <sub>; <aside class="pullquote">;
<p class="embed"><a href="address">title</a></p>; <aside class="note"> for what is never printed.

A line of records/articles.jsonl is an object:
    id, slug, version, caret   the article, as its library had it
    file, sha256               its file in articles/, and the SHA-256 of that as it was written
    revisions                  its versions: id (UUIDv7), parents (ids), who, at, why, note, replica,
                               story and baseline (hashes of texts)
    moves                      through states ("state") and the bin ("bin": "in", "out"), each with a
                               note; "override": somebody went past these findings, the note says why
    deliveries                 what was exported: revision, format, target, sha256, who, at; file: what
                               went out, where it was kept. That is byte for byte what sha256 was made
                               of once each link to media/ is "data:image/TYPE;base64," and the file
                               of the picture in base64
    comments                   id, thread (the id of the comment that opened it), said ("opened",
                               "replied", "resolved", "reopened"), who, at, text, question, mentions,
                               story (the hash of the text that it was put on), anchor (JSON: on which
                               words, block or field; only of one that opened a thread)
    decisions                  on suggested changes: did ("accepted", "rejected"; "undone" takes back the
                               one with the id decision), who, at, makers, and what the change was: key,
                               field, kind, sentence, added, removed
    declined                   who is no contributor: name, did ("declined"; "offered" takes it back),
                               who, at
    sources                    whose copy was pasted in: name, address, words, who, at
    draft                      null, or what was being typed: base (a version's id), who, at, its text,
                               and baseline where something else was agreed on
    texts                      by their hash: fields, words, and the files in which the body stands
A line of records/contacts.jsonl is a change of the directory: did ("put", "removed", "merged"), about
(the id of whom), contact (JSON), target (into whom somebody was merged), who, at.
The hash of a text is the SHA-256 of its fields as JSON (keys sorted, no spaces, not escaped
to ASCII), one line end, and the body as Markdown, with pictures as media:HASH. A text has
"body" itself where a file could not hold it exactly; "fields" is text where it is not such JSON.
"""
