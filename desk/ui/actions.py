"""Everything the window can do, declared once.

Menus, shortcuts, the toolbar, the command palette and the list of shortcuts are built from `ACTIONS`; what an
action does is a method of the window's, joined to it by `id` in `desk.ui.action_set`. No Qt in here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Menu(StrEnum):
    """The menus, in the order in which they stand."""

    STORY = "Story"
    EDIT = "Edit"
    INSERT = "Insert"
    FORMAT = "Format"
    TABLE = "Table"
    TEXT = "Text"
    REVIEW = "Review"
    STATE = "State"
    HISTORY = "History"
    VIEW = "View"
    HELP = "Help"


class Fact(StrEnum):
    """What must be so for an action to make sense."""

    ARTICLE = "an article is open"
    SELECTION = "articles are selected in the list"
    BIN = "the bin is shown"
    LIST = "the list, not the bin, is shown"
    UNDO = "there is something to undo"
    REDO = "there is something to redo"
    LIBRARY = "the library is open"
    PAGE = "the page is shown, and not its Markdown"
    BODY = "the caret is in the text, not in a field above or below it"
    LIST_ITEM = "the caret is in a list"
    TABLE = "a table is selected, or the caret is in one"
    CELL = "the caret is in the cell of a table"
    FIGURE = "the caret is at a picture or in its words"
    LINK = "the caret is in a link"
    COMPARISON = "two texts are compared"
    READERS = "what readers saw is shown"
    STEP = "the house has a next step for the story"
    TO_DRAFT = "a step leads to Draft"
    TO_SUBMITTED = "a step leads to Submitted"
    TO_IN_REVIEW = "a step leads to In Review"
    TO_READY = "a step leads to Ready"
    TO_PUBLISHED = "a step leads to Published"
    TO_UPDATED = "a step leads to Updated"
    TO_CORRECTED = "a step leads to Corrected"
    TO_SPIKED = "a step leads to Spiked"
    TO_KILLED = "a step leads to Killed"


@dataclass(frozen=True, slots=True)
class Action:
    """One thing the window can do. `shortcut` is written as QKeySequence reads it, `also` is a second one that
    people press out of habit; `keywords` are further words under which the palette finds it; it is enabled when all
    of `needs` are so; a `checkable` one shows whether it is on. A `group` change between neighbours of one menu draws
    a line between them."""

    id: str
    title: str
    menu: Menu
    shortcut: str = ""
    icon: str = ""
    keywords: str = ""
    needs: tuple[Fact, ...] = ()
    checkable: bool = False
    group: int = 0
    tip: str = ""
    also: str = ""


_LIBRARY = (Fact.LIBRARY,)
_OPEN = (Fact.ARTICLE,)
_PAGE = (Fact.ARTICLE, Fact.PAGE)
_TEXT = (*_PAGE, Fact.BODY)
_ITEM = (*_TEXT, Fact.LIST_ITEM)
_FIGURE = (*_TEXT, Fact.FIGURE)
_LINK = (*_TEXT, Fact.LINK)
_TABLE = (*_TEXT, Fact.TABLE)
_CELL = (*_TABLE, Fact.CELL)
_CHOSEN = (Fact.SELECTION, Fact.LIST)
_COMPARED = (Fact.ARTICLE, Fact.COMPARISON)
_READ = (Fact.ARTICLE, Fact.READERS)

_STORY = (
    Action("new_story", "New Story", Menu.STORY, "Ctrl+N", "plus", "create article write", _LIBRARY),
    Action("import_files", "Import…", Menu.STORY, "Ctrl+O", "file-input", "open file wire copy bring in", _LIBRARY),
    Action("export", "Export…", Menu.STORY, "Ctrl+Shift+E", "file-output", "publish html text markdown", _OPEN),
    Action("keep_version", "Make a Checkpoint", Menu.STORY, "Ctrl+S", "bookmark", "save keep version revision note",
           _OPEN, group=1),
    Action("duplicate", "Duplicate", Menu.STORY, "Ctrl+Shift+D", "copy", "copy article", _CHOSEN, group=1),
    Action("bin", "Move to the Bin", Menu.STORY, "Ctrl+Shift+Backspace", "trash-2", "delete remove", _CHOSEN, group=1),
    Action("tag", "Tag…", Menu.STORY, "", "tag", "keywords label many", _CHOSEN, group=1),
    Action("credit_many", "Add a Credit to These…", Menu.STORY, "", "user-plus", "contributed many", _CHOSEN, group=1),
    Action("put_back", "Put Back", Menu.STORY, "", "undo-2", "restore undelete", (Fact.SELECTION, Fact.BIN), group=1),
    Action("empty_bin", "Empty the Bin…", Menu.STORY, "", "", "delete for good", (Fact.BIN,), group=1),
    Action("other_library", "Open Another Library…", Menu.STORY, "", "library", "switch new database", group=2),
    Action("open_backup", "Open a Backup…", Menu.STORY, "", "history", "restore library earlier yesterday copy safe",
           _LIBRARY, group=2),
    Action("export_everything", "Export Everything…", Menu.STORY, "", "", "whole library all articles history folder",
           _LIBRARY, group=2),
    Action("import_everything", "Bring In an Export…", Menu.STORY, "", "", "whole library import folder everything",
           _LIBRARY, group=2),
    Action("people", "People and Organisations…", Menu.STORY, "", "users",
           "directory contacts staff agencies sign in spellings", _LIBRARY, group=2),
    Action("ledger", "Credits Ledger…", Menu.STORY, "", "", "who was credited how often csv", _LIBRARY, group=2),
    Action("switch_person", "Switch Who Is Working…", Menu.STORY, "", "user", "sign in out name person user",
           _LIBRARY, group=2),
    Action("settings", "Settings…", Menu.STORY, "Ctrl+,", "settings", "preferences name house style", group=2),
    Action("quit", "Quit", Menu.STORY, "Ctrl+Q", "log-out", "close exit", group=3),
)  # fmt: skip

_EDIT = (
    Action("undo", "Undo", Menu.EDIT, "Ctrl+Z", "undo-2", "take back", (Fact.UNDO,)),
    Action("redo", "Redo", Menu.EDIT, "Ctrl+Shift+Z", "redo-2", "again", (Fact.REDO,), also="Ctrl+Y"),
    Action("paste_plain", "Paste as Plain Text", Menu.EDIT, "Ctrl+Shift+V", "", "words only style", _PAGE, group=1),
    Action(
        "keep_source",
        "Keep the Source of the Paste as a Note",
        Menu.EDIT,
        "",
        "",
        "origin address footnotes comments left out",
        _PAGE,
        group=1,
    ),
    Action("find", "Find…", Menu.EDIT, "Ctrl+F", "search", "search words page", _OPEN, group=2),
    Action("replace", "Replace…", Menu.EDIT, "Ctrl+H", "replace", "substitute change words", _OPEN, group=2),
    Action("find_next", "Find Next", Menu.EDIT, "F3", "arrow-down", "again forward match", _OPEN, group=2),
    Action("find_previous", "Find Previous", Menu.EDIT, "Shift+F3", "arrow-up", "back match", _OPEN, group=2),
    Action("next_to_come", "Next TK", Menu.EDIT, "F4", "", "placeholder still to come missing", _OPEN, group=2),
)

_INSERT = (
    Action("insert_picture", "Pictures…", Menu.INSERT, "Ctrl+Alt+P", "image", "figure photo image", _PAGE,
           tip="Insert pictures"),
    Action("insert_embed", "Embed…", Menu.INSERT, "Ctrl+Shift+K", "square-play", "card post video tweet youtube url",
           _PAGE, tip="Embed a post, a video or a page"),
    Action("insert_table", "Table…", Menu.INSERT, "Ctrl+Shift+T", "table", "grid rows columns", _PAGE,
           tip="Insert a table"),
    Action("insert_rule", "Rule", Menu.INSERT, "Ctrl+Alt+-", "minus", "horizontal line break section", _PAGE),
    Action("link", "Link…", Menu.INSERT, "Ctrl+K", "link", "address url hyperlink", _TEXT, group=1),
    Action("open_link", "Open the Link", Menu.INSERT, "Alt+Return", "external-link", "follow browser address", _LINK,
           group=1),
    Action("note", "Note to the Desk", Menu.INSERT, "Ctrl+Shift+N", "sticky-note", "comment aside never prints editor",
           _TEXT, checkable=True, group=2),
    Action("add_credit", "Add a Credit", Menu.INSERT, "Ctrl+Shift+C", "users", "contributed byline", _OPEN, group=2),
    Action("proposed_credits", "Go to the Proposed Credits", Menu.INSERT, "Ctrl+Alt+C", "",
           "contributors contributed who helped evidence record foot", _OPEN, group=2),
    Action("describe_picture", "Describe the Picture…", Menu.INSERT, "Ctrl+Alt+Y", "", "alt text alternative blind",
           _FIGURE, group=3),
    Action("replace_picture", "Replace the Picture…", Menu.INSERT, "", "", "another photo change", _FIGURE, group=3),
)  # fmt: skip


def _mark(id: str, title: str, shortcut: str, keywords: str, icon: str = "") -> Action:  # noqa: A002  as it is called
    """A mark that words have or not."""
    return Action(id, title, Menu.FORMAT, shortcut, icon or id, keywords, _TEXT, checkable=True)


def _kind(id: str, title: str, shortcut: str, icon: str, keywords: str) -> Action:  # noqa: A002
    """A kind of block."""
    return Action(id, title, Menu.FORMAT, shortcut, icon, keywords, _TEXT, checkable=True, group=1)


_FORMAT = (
    _mark("bold", "Bold", "Ctrl+B", "strong"),
    _mark("italic", "Italic", "Ctrl+I", "emphasis"),
    _mark("underline", "Underline", "Ctrl+U", "line below"),
    _mark("strike", "Strikethrough", "Ctrl+Shift+S", "crossed out line through", "strikethrough"),
    _mark("superscript", "Superscript", "Ctrl+.", "raised footnote power"),
    _mark("subscript", "Subscript", "Ctrl+Shift+.", "lowered chemical formula"),
    _mark("code", "Code", "", "monospace typewriter as typed"),
    _kind("paragraph", "Paragraph", "Ctrl+Alt+0", "pilcrow", "plain text"),
    _kind("heading", "Heading", "Ctrl+Alt+2", "heading", "crosshead title"),
    _kind("subheading", "Subheading", "Ctrl+Alt+3", "heading-3", "crosshead smaller"),
    _kind("quote", "Quote", "Ctrl+Shift+9", "text-quote", "block quotation"),
    _kind("pull_quote", "Pull Quote", "Ctrl+Alt+9", "quote", "lifted display words"),
    _kind("bulleted_list", "List", "Ctrl+Shift+8", "list", "bullets points"),
    _kind("numbered_list", "Numbered List", "Ctrl+Shift+7", "list-ordered", "numbers"),
    Action("deeper", "Deeper in the List", Menu.FORMAT, "Ctrl+]", "list-indent-increase", "indent nest sub-list right",
           _ITEM, group=2),
    Action("shallower", "Less Deep in the List", Menu.FORMAT, "Ctrl+[", "list-indent-decrease",
           "outdent unindent left", _ITEM, group=2),
    Action("clear_formatting", "Clear Formatting", Menu.FORMAT, "Ctrl+\\", "remove-formatting",
           "plain text remove marks links style", _TEXT, group=3),
)  # fmt: skip

_TABLES = (
    Action("row_above", "Row Above", Menu.TABLE, "", "table-row-above", "insert table row before", _CELL,
           tip="Insert a row above"),
    Action("row_below", "Row Below", Menu.TABLE, "", "table-row-below", "insert table row after", _CELL,
           tip="Insert a row below"),
    Action("column_left", "Column to the Left", Menu.TABLE, "", "table-column-left", "insert table column before",
           _CELL, tip="Insert a column to the left"),
    Action("column_right", "Column to the Right", Menu.TABLE, "", "table-column-right", "insert table column after",
           _CELL, tip="Insert a column to the right"),
    Action("remove_row", "Remove the Row", Menu.TABLE, "", "table-row-remove", "delete table row", _CELL, group=1),
    Action("remove_column", "Remove the Column", Menu.TABLE, "", "table-column-remove", "delete table column", _CELL,
           group=1),
    Action("header_row", "Header Row", Menu.TABLE, "", "panel-top", "table head heading first row", _TABLE,
           checkable=True, group=2),
    Action("remove_table", "Remove the Table", Menu.TABLE, "", "trash-2", "delete table", _TABLE, group=2),
)  # fmt: skip

_TEXTS = (
    Action("smart_quotes", "Smart Quotes and Dashes", Menu.TEXT, "", "", "curly typographic apostrophe", _PAGE),
    Action("straight_quotes", "Straight Quotes", Menu.TEXT, "", "", "straighten apostrophe", _PAGE),
    Action("double_quotes", "Double Quotes Outside", Menu.TEXT, "", "", "change single to double american", _PAGE),
    Action("single_quotes", "Single Quotes Outside", Menu.TEXT, "", "", "change double to single british", _PAGE),
    Action("sentence_case", "Sentence Case", Menu.TEXT, "", "", "capitals letters down style", _PAGE, group=1),
    Action("title_case", "Title Case", Menu.TEXT, "", "", "capitals letters up style headline", _PAGE, group=1),
    Action("upper_case", "Upper Case", Menu.TEXT, "", "", "capitals letters all caps", _PAGE, group=1),
    Action("lower_case", "Lower Case", Menu.TEXT, "", "", "small letters", _PAGE, group=1),
    Action("single_spaces", "Strip Double Spaces", Menu.TEXT, "", "", "clean white space", _PAGE, group=2),
    Action("join_lines", "Join Broken Lines", Menu.TEXT, "", "", "strip wrapped paragraphs", _PAGE, group=2),
    Action("tidy", "Tidy Up", Menu.TEXT, "", "", "clean quotes spaces dashes all", _PAGE, group=2),
)

_SPELLING = (
    Action("next_misspelt", "Next Misspelt Word", Menu.TEXT, "F7", "spell-check", "spelling check typo", _PAGE,
           group=3),
    Action("previous_misspelt", "Previous Misspelt Word", Menu.TEXT, "Shift+F7", "", "spelling back typo", _PAGE,
           group=3),
    Action("check_spelling", "Check Spelling as You Type", Menu.TEXT, "", "", "spelling underline red wavy language",
           _LIBRARY, checkable=True, group=3),
    Action("own_words", "Words of This Library…", Menu.TEXT, "", "book-a", "spelling own dictionary add names",
           _LIBRARY, group=3),
)  # fmt: skip

_REVIEW = (
    Action("editing", "Editing", Menu.REVIEW, "", "pencil", "mode direct write", _OPEN, checkable=True,
           tip="Edit the text directly"),
    Action("suggesting", "Suggesting", Menu.REVIEW, "Ctrl+Shift+X", "message-square", "mode track changes propose",
           _OPEN, checkable=True, tip="Suggest changes, that somebody decides on"),
    Action("view_all", "All Marks", Menu.REVIEW, "", "", "show changes markup view", _OPEN, checkable=True, group=1),
    Action("view_simple", "Simple Marks", Menu.REVIEW, "", "", "show changes bars margin view", _OPEN, checkable=True,
           group=1),
    Action("view_clean", "Clean", Menu.REVIEW, "", "", "no marks as it would print final view", _OPEN, checkable=True,
           group=1),
    Action("view_original", "Original", Menu.REVIEW, "", "", "agreed before changes baseline view", _OPEN,
           checkable=True, group=1),
    Action("next_change", "Next Change or Comment", Menu.REVIEW, "F8", "arrow-down", "diff forward compare tracked",
           _OPEN, group=2),
    Action("previous_change", "Previous Change or Comment", Menu.REVIEW, "Shift+F8", "arrow-up",
           "diff back compare tracked", _OPEN, group=2),
    Action("accept_change", "Accept the Change", Menu.REVIEW, "Ctrl+Shift+A", "check", "agree take tracked", _PAGE,
           group=3),
    Action("reject_change", "Reject the Change", Menu.REVIEW, "Ctrl+Shift+R", "x", "refuse decline tracked", _PAGE,
           group=3),
    Action("accept_selected", "Accept the Changes in the Selection", Menu.REVIEW, "", "", "agree several tracked",
           _PAGE, group=4),
    Action("reject_selected", "Reject the Changes in the Selection", Menu.REVIEW, "", "", "refuse several tracked",
           _PAGE, group=4),
    Action("accept_persons", "Accept All of This Person’s", Menu.REVIEW, "", "", "agree by author tracked", _PAGE,
           group=4),
    Action("reject_persons", "Reject All of This Person’s", Menu.REVIEW, "", "", "refuse by author tracked", _PAGE,
           group=4),
    Action("accept_all", "Accept All Changes", Menu.REVIEW, "", "", "agree everything tracked", _PAGE, group=4),
    Action("reject_all", "Reject All Changes", Menu.REVIEW, "", "", "refuse everything tracked", _PAGE, group=4),
    Action("comment", "Comment…", Menu.REVIEW, "Ctrl+Alt+M", "message-square", "note question ask say remark thread",
           _PAGE, group=5),
    Action("reply", "Reply…", Menu.REVIEW, "Ctrl+Alt+Return", "", "answer comment question thread", _PAGE, group=5),
    Action("resolve", "Resolve or Reopen the Comment", Menu.REVIEW, "Ctrl+Alt+K", "", "done close question thread ok",
           _PAGE, group=5),
)  # fmt: skip

# The steps of the house, which may call them otherwise: see `desk.ui.workflow.tool`.
_STATE = (
    Action("next_step", "Take the Next Step", Menu.STATE, "Ctrl+Alt+N", "", "state submit ready publish forward",
           (*_OPEN, Fact.STEP)),
    Action("state_submitted", "Submit", Menu.STATE, "", "send", "state hand over editor submitted",
           (*_OPEN, Fact.TO_SUBMITTED), group=1),
    Action("state_in_review", "Start Review", Menu.STATE, "", "", "state in review take editor",
           (*_OPEN, Fact.TO_IN_REVIEW), group=1),
    Action("state_draft", "Send Back", Menu.STATE, "", "undo-2", "state back to draft take bring",
           (*_OPEN, Fact.TO_DRAFT), group=1),
    Action("state_ready", "Mark as Ready", Menu.STATE, "", "circle-check", "state ready finished",
           (*_OPEN, Fact.TO_READY), group=1),
    Action("state_published", "Publish", Menu.STATE, "", "newspaper", "state published out done",
           (*_OPEN, Fact.TO_PUBLISHED), group=2),
    Action("state_updated", "Update", Menu.STATE, "", "", "state updated published again",
           (*_OPEN, Fact.TO_UPDATED), group=2),
    Action("state_corrected", "Correct", Menu.STATE, "", "", "state corrected correction wrong",
           (*_OPEN, Fact.TO_CORRECTED), group=2),
    Action("state_spiked", "Spike", Menu.STATE, "", "", "state spiked give up",
           (*_OPEN, Fact.TO_SPIKED), group=3),
    Action("state_killed", "Kill", Menu.STATE, "", "", "state killed withdraw retract",
           (*_OPEN, Fact.TO_KILLED), group=3),
)  # fmt: skip

_HISTORY = (
    Action("note_version", "Make a Checkpoint with a Note", Menu.HISTORY, "Ctrl+Alt+S", "",
           "save keep version why", _OPEN),
    Action("compare", "Compare with an Earlier Text", Menu.HISTORY, "Ctrl+Alt+H", "file-diff",
           "diff versions revisions changes what changed", _OPEN),
    Action("compare_before", "Compare It with the One Before", Menu.HISTORY, "", "",
           "what it changed previous revision predecessor", _COMPARED, checkable=True),
    Action("fold_unchanged", "Fold What Did Not Change", Menu.HISTORY, "", "fold-vertical", "collapse hide same all",
           _COMPARED, checkable=True, group=1),
    Action("restore_change", "Restore This Paragraph or Field", Menu.HISTORY, "Ctrl+Alt+Z", "rotate-ccw",
           "take back change revert undo one", _COMPARED, group=2),
    Action("restore_revision", "Go Back to This One", Menu.HISTORY, "", "history", "restore whole revision version",
           _COMPARED, group=2),
    Action("close_comparison", "Back to the Page", Menu.HISTORY, "", "x", "close compare escape", _COMPARED, group=2),
    Action("readers_saw", "What Readers Saw", Menu.HISTORY, "Ctrl+Alt+W", "newspaper",
           "delivered delivery published page then went out sent", _OPEN, checkable=True, group=3),
    Action("changed_for_readers", "What Changed for Readers", Menu.HISTORY, "", "",
           "delivered before after compare two deliveries", _READ, checkable=True, group=3),
    Action("save_delivered", "Save a Copy of What Readers Saw…", Menu.HISTORY, "", "file-output",
           "delivered file bytes export again", _READ, group=3),
)  # fmt: skip

_VIEW = (
    Action("palette", "Commands…", Menu.VIEW, "Ctrl+Shift+P", "command", "palette actions everything"),
    Action("search", "Search the Articles", Menu.VIEW, "Ctrl+L", "search", "find list filter", _LIBRARY),
    Action("save_search", "Keep This Search…", Menu.VIEW, "Ctrl+D", "bookmark", "saved search filter", _LIBRARY),
    Action("previous_article", "Previous Article", Menu.VIEW, "Alt+Up", "arrow-up", "above list", _LIBRARY, group=1),
    Action("next_article", "Next Article", Menu.VIEW, "Alt+Down", "arrow-down", "below list", _LIBRARY, group=1),
    Action("queue", "Review Queue", Menu.VIEW, "Ctrl+Shift+Q", "inbox", "to review waiting submitted editor unread",
           _LIBRARY, group=1),
    Action("next_unread", "Next Unread Story", Menu.VIEW, "Ctrl+Alt+U", "", "queue review new waiting", _LIBRARY,
           group=1),
    Action("only_mine", "Only What I Review", Menu.VIEW, "", "", "queue mine filter my stories", _LIBRARY, group=1),
    Action("board", "Board", Menu.VIEW, "Ctrl+Shift+B", "kanban", "kanban columns states desk picture overview",
           _LIBRARY, checkable=True, group=1),
    Action("show_bin", "Show the Bin", Menu.VIEW, "", "trash-2", "thrown away", _LIBRARY, checkable=True, group=1),
    Action("tab_preview", "Preview", Menu.VIEW, "Ctrl+1", "eye", "page html browser", _LIBRARY, group=2),
    Action("tab_details", "Details", Menu.VIEW, "Ctrl+2", "info", "inspector slug keywords dates", _LIBRARY, group=2),
    Action("tab_credits", "Credits", Menu.VIEW, "Ctrl+3", "users", "inspector people byline", _LIBRARY, group=2),
    Action("tab_review", "Review", Menu.VIEW, "Ctrl+4", "message-square", "inspector changes comments questions",
           _LIBRARY, group=2),
    Action("tab_history", "History", Menu.VIEW, "Ctrl+5", "history", "inspector versions revisions", _LIBRARY, group=2),
    Action("toggle_list", "List Beside the Page", Menu.VIEW, "Ctrl+Alt+L", "panel-left", "hide show pane",
           checkable=True, group=3),
    Action("toggle_side", "Preview and Inspector Beside the Page", Menu.VIEW, "Ctrl+Alt+R", "panel-right",
           "hide show side pane", checkable=True, group=3, tip="Preview and inspector"),
    Action("open_menu", "Open the Menu", Menu.VIEW, "F10", "menu", "all commands", group=3),
    Action("next_pane", "Next Pane", Menu.VIEW, "F6", "", "focus keyboard", group=3),
    Action("previous_pane", "Previous Pane", Menu.VIEW, "Shift+F6", "", "focus keyboard", group=3),
    Action("theme_light", "Light", Menu.VIEW, "", "sun", "theme colours bright", checkable=True, group=4),
    Action("theme_dark", "Dark", Menu.VIEW, "", "moon", "theme colours night", checkable=True, group=4),
    Action("theme_system", "As the System Has It", Menu.VIEW, "", "monitor", "theme colours light dark", checkable=True,
           group=4),
    # On most keyboards "+" is reached with Shift, and nobody presses it.
    Action("zoom_in", "Zoom In", Menu.VIEW, "Ctrl++", "zoom-in", "larger page bigger text", _LIBRARY, group=5,
           also="Ctrl+="),
    Action("zoom_out", "Zoom Out", Menu.VIEW, "Ctrl+-", "zoom-out", "smaller page text", _LIBRARY, group=5),
    Action("zoom_reset", "Actual Size", Menu.VIEW, "Ctrl+0", "", "zoom page 100 normal reset", _LIBRARY, group=5),
    Action("source_view", "Show the Markdown", Menu.VIEW, "Ctrl+Shift+M", "", "source text stored raw code", _OPEN,
           checkable=True, group=6),
    Action("focus_mode", "Focus Mode", Menu.VIEW, "F9", "focus", "typewriter distraction free quiet zen", _LIBRARY,
           checkable=True, group=6),
    Action("full_screen", "Full Screen", Menu.VIEW, "F11", "maximize", "whole", checkable=True, group=6),
)  # fmt: skip

_HELP = (
    Action("guide", "Guide", Menu.HELP, "F1", "newspaper", "help manual how sample", _LIBRARY),
    Action("shortcuts", "Keyboard Shortcuts", Menu.HELP, "Ctrl+F1", "keyboard", "keys help"),
    Action("log_folder", "Open the Log Folder", Menu.HELP, "", "folder-open", "report problem bug", group=1),
    Action("about", "About Desk", Menu.HELP, "", "info", "version licence", group=1),
)

ACTIONS: tuple[Action, ...] = (
    *(*_STORY, *_EDIT, *_INSERT, *_FORMAT, *_TABLES, *_TEXTS, *_SPELLING, *_REVIEW, *_STATE, *_HISTORY, *_VIEW, *_HELP),
)

# The toolbar, from left to right; "" is a gap, "blocks" the menu of block kinds, "insert" that menu, and "mode"
# and "marks" those of whether one suggests and of what is shown of it.
TOOLBAR: tuple[str, ...] = (
    "new_story", "", "blocks", "bold", "italic", "link", "", "quote", "bulleted_list", "", "insert_picture", "insert",
    "", "mode", "marks",
)  # fmt: skip

# The bar over selected words; "" is a gap.
SELECTION_BAR: tuple[str, ...] = ("bold", "italic", "link", "", "heading", "quote", "", "clear_formatting")

# What the menus of the review offer.
MODES: tuple[str, ...] = ("editing", "suggesting")
MARKS_SHOWN: tuple[str, ...] = ("view_all", "view_simple", "view_clean", "view_original")

# What the menu of block kinds offers.
BLOCK_KINDS: tuple[str, ...] = (
    "paragraph", "heading", "subheading", "", "quote", "pull_quote", "", "bulleted_list", "numbered_list", "", "note",
)  # fmt: skip


def in_menu(menu: Menu) -> tuple[Action, ...]:
    """The actions of a menu, in order."""
    return tuple(action for action in ACTIONS if action.menu is menu)
