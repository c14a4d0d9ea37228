"""The one style sheet of the window.

Widgets say what they are with the dynamic property `role`; nothing else in the interface sets colours in style
sheets of its own. Roles: "card" (a framed surface), "muted" and "faint" (second text), "meta" (small second
text), "title" (the head of a panel or dialog), "field" (a framed input), "primary" (the one button that
matters), "quiet" (a button without a frame), "link" (one that is but its words), "chip" (a rounded toggle),
"accept" and "danger" (buttons that take or destroy), "tool" (a toolbar button), "bar" (a strip across the
window), "error", "warning" and "good" (a sentence about trouble, doubt or success), "pane" (a plain ground),
"page" (the colour of the page), "toast", "said" (small words that are a button or a field), "take" (a small button
that takes something over).
"""

from __future__ import annotations

from string import Template

from desk.paths import resources
from desk.ui.tokens import Tokens

_BASE = """
* { outline: none; }
QMainWindow, QDialog, QMessageBox, *[role="pane"] { background: $chrome; color: $ink; }
*[role="page"] { background: $page; }
QLabel { background: transparent; color: $ink; }
QLabel:disabled { color: $faint; }
QLabel[role="muted"], QCheckBox[role="muted"] { color: $muted; }
QLabel[role="faint"] { color: $faint; }
QLabel[role="meta"] { color: $muted; font-size: 12px; }
QLabel[role="faint-meta"] { color: $faint; font-size: 12px; }
QLabel[role="good-meta"] { color: $inserted; font-size: 12px; }
QLabel[role="warning-meta"] { color: $warning; font-size: 12px; }
QLabel[role="error-meta"] { color: $deleted; font-size: 12px; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="title"] { font-size: 16px; font-weight: 600; }
QLabel[role="sample"] { background: $page; border: 1px solid $line; border-radius: 6px; padding: 8px 12px; }
QLabel[role="error"] { color: $deleted; }
QLabel[role="warning"] { color: $warning; }
QLabel[role="good"] { color: $inserted; }
QLabel[role="pill"] { background: $warning_tint; color: $warning; border-radius: 9px; padding: 2px 9px;
    font-size: 12px; font-weight: 600; }
QFrame[role="card"], QWidget[role="card"] { background: $page; border: 1px solid $line; border-radius: 8px; }
QFrame[role="card"][current="true"] { border: 2px solid $accent; }
QFrame[role="bar"], QWidget[role="bar"] { background: $chrome; border: none; border-bottom: 1px solid $line; }
QFrame[role="notice"] { background: $accent_tint; border: none; border-bottom: 1px solid $chrome; }
QFrame[role="popover"] { background: $page; border: 1px solid $line; }
QFrame[role="bulkbar"] { background: $page; border: none; border-top: 1px solid $line; }
QFrame[role^="column"] { background: transparent; border: 1px solid transparent; border-radius: 10px; }
QFrame[role="column-open"], QFrame[role="column-over"] { background: $accent_tint; }
QFrame[role="column-over"] { border: 1px solid $accent; }
*[role="searchbar"] { background: $chrome; border: none; border-bottom: 1px solid $line; }
*[role="proposals"] { background: $chrome; border: none; border-radius: 8px; }
QFrame[role="trouble"] { background: $deleted_tint; border: none; border-bottom: 1px solid $chrome; }
QFrame[role="caution"] { background: $warning_tint; border: none; border-bottom: 1px solid $chrome; }
QFrame[role="hint"] { background: $accent_tint; border: none; border-radius: 8px; }
QLabel[role^="sign"] { border-radius: 5px; padding: 2px 4px; font-size: 11px; font-weight: 600; background: $hover;
    color: $muted; }
QLabel[role="sign-error"] { background: $deleted_tint; color: $deleted; }
QLabel[role="sign-firm"] { background: $deleted; color: $page; }
QLabel[role="sign-warning"] { background: $warning_tint; color: $warning; }
QFrame[role="footer"] { background: $chrome; border: none; border-top: 1px solid $line; }
QFrame[role="line"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QFrame[role="upright"] { background: $line; border: none; max-width: 1px; min-width: 1px; }
QFrame[role="toast"] { background: $ink; border: none; border-radius: 8px; }
QFrame[role="toast"] QLabel { color: $page; }
QFrame[role="toast"] QPushButton { background: transparent; border: none; color: $page; font-weight: 600;
    text-decoration: underline; padding: 4px 8px; min-height: 18px; }
QLineEdit[role="toast"] { background: transparent; color: $page; border: none; border-bottom: 1px solid $muted;
    border-radius: 0; padding: 2px 2px; }
QLineEdit[role="toast"]:focus { border: none; border-bottom: 1px solid $page; }
QToolTip { background: $ink; color: $page; border: none; padding: 4px 8px; }
QSplitter::handle { background: $line; }
QSplitter::handle:hover { background: $accent; }
QAbstractScrollArea { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $faint; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""

_BUTTONS = """
QPushButton, QToolButton { background: $page; color: $ink; border: 1px solid $line; border-radius: 6px;
    padding: 4px 12px; min-height: 20px; }
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed { background: $line; }
QPushButton:focus, QToolButton:focus { border: 1px solid $accent; }
QPushButton:disabled, QToolButton:disabled { color: $faint; }
QPushButton[role="primary"] { background: $accent; color: $on_accent; border: 1px solid $accent; font-weight: 600; }
QPushButton[role="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[role="primary"]:focus { border: 1px solid $ink; }
QPushButton[role="primary"]:disabled { background: $line; color: $faint; border-color: $line; }
QPushButton[role="quiet"], QToolButton[role="quiet"], QToolButton[role="tool"] {
    background: transparent; color: $muted; border: 1px solid transparent; }
QPushButton[role="quiet"]:hover, QToolButton[role="quiet"]:hover, QToolButton[role="tool"]:hover {
    background: $hover; color: $ink; }
QPushButton[role="quiet"]:focus, QToolButton[role="quiet"]:focus, QToolButton[role="tool"]:focus {
    border: 1px solid $accent; }
QPushButton[role="quiet"]:disabled, QToolButton[role="quiet"]:disabled, QToolButton[role="tool"]:disabled {
    color: $faint; background: transparent; }
QToolButton[role="tool"] { padding: 4px 7px; min-width: 16px; }
QToolButton[role="tool"][narrow="true"] { padding: 4px 1px; }
QToolButton[role="tool"]:checked { background: $pressed; color: $ink; }
QToolButton[role^="state-"] { border: 1px solid transparent; border-radius: 11px; padding: 1px 8px; min-height: 18px;
    font-size: 12px; font-weight: 600; background: $hover; color: $muted; }
QToolButton[role="state-warning"] { background: $warning_tint; color: $warning; }
QToolButton[role="state-inserted"] { background: $inserted_tint; color: $inserted; }
QToolButton[role="state-accent"] { background: $accent_tint; color: $accent; }
QToolButton[role="state-deleted"] { background: $deleted_tint; color: $deleted; }
QToolButton[role^="state-"]:hover, QToolButton[role^="state-"]:focus { border: 1px solid $accent; }
QFileDialog QToolButton { background: transparent; border: 1px solid transparent; padding: 4px; min-width: 20px; }
QFileDialog QToolButton:hover { background: $hover; }
QFileDialog QToolButton:checked { background: $pressed; }
QFileDialog QToolButton:focus { border: 1px solid $accent; }
QFileDialog QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QToolButton::menu-indicator { image: none; width: 0; }
QToolButton[role="inline"] { background: transparent; border: none; padding: 0; border-radius: 5px; }
QToolButton[role="inline"]:hover { background: $hover; }
QPushButton[role="accept"] { background: $inserted_tint; color: $inserted; border-color: $inserted_tint;
    font-weight: 600; }
QPushButton[role="danger"] { color: $deleted; }
QPushButton[role="danger"]:disabled, QPushButton[role="accept"]:disabled { color: $faint; }
QPushButton[role="chip"], QToolButton[role="chip"] { background: transparent; color: $muted; border: 1px solid $line;
    border-radius: 11px; padding: 1px 10px; min-height: 18px; font-size: 12px; }
QPushButton[role="chip"]:hover { background: $hover; }
QPushButton[role="chip"]:checked { background: $accent_tint; border-color: $accent_tint; color: $accent;
    font-weight: 600; }
QPushButton[role="chip"]:focus { border-color: $accent; }
QPushButton[saved="true"] { border-style: dashed; }
QPushButton[saved="true"]:checked { border-style: solid; }
QPushButton[role^="status"] { background: transparent; border: 1px solid transparent; color: $muted; font-size: 12px;
    padding: 0 7px; min-height: 18px; }
QPushButton[role="status-warning"] { color: $warning; font-weight: 600; }
QPushButton[role^="status"]:hover { color: $ink; background: $hover; }
QPushButton[role^="status"]:focus { border: 1px solid $accent; }
QPushButton[role="link"] { background: transparent; border: 1px solid transparent; border-radius: 4px; color: $accent;
    font-size: 12px; padding: 1px 4px; min-height: 18px; }
QPushButton[role="link"]:hover { background: $accent_tint; }
QPushButton[role="link"]:focus { border: 1px solid $accent; }
QPushButton[role="said"] { background: transparent; border: 1px solid transparent; border-radius: 4px; color: $muted;
    font-size: 12px; padding: 1px 4px; min-height: 18px; text-align: left; }
QPushButton[role="said"][flush="true"] { padding-left: 0; }
QPushButton[role="said"]:hover { background: $hover; color: $ink; }
QPushButton[role="said"]:focus { border: 1px solid $accent; }
QPushButton[role="take"] { color: $accent; font-size: 12px; font-weight: 600; padding: 1px 10px; min-height: 18px; }
QPushButton::menu-indicator { image: none; width: 0; }
QCheckBox, QRadioButton { background: transparent; color: $ink; spacing: 8px; }
QCheckBox::indicator { width: 15px; height: 15px; border: 1px solid $faint; border-radius: 4px; background: $page; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("$images/check.svg"); }
QCheckBox::indicator:focus { border-color: $accent; }
QRadioButton::indicator { width: 13px; height: 13px; border: 1px solid $faint; border-radius: 7px; background: $page; }
QRadioButton::indicator:checked { border: 4px solid $accent; width: 7px; height: 7px; }
"""

_FIELDS = """
QLineEdit, QPlainTextEdit[role="field"], QTextEdit[role="field"], QComboBox, QSpinBox, QDateTimeEdit {
    background: $page; color: $ink; border: 1px solid $line; border-radius: 6px; padding: 4px 8px; min-height: 20px;
    selection-background-color: $selection; selection-color: $ink; }
QLineEdit:focus, QPlainTextEdit[role="field"]:focus, QTextEdit[role="field"]:focus, QComboBox:focus, QSpinBox:focus,
QDateTimeEdit:focus { border: 1px solid $accent; }
QLineEdit:disabled, QComboBox:disabled, QDateTimeEdit:disabled { color: $faint; background: $chrome; }
QLineEdit[role="plain"] { background: transparent; border: none; padding: 0; border-radius: 0; }
QLineEdit[role="said"] { background: transparent; border: 1px solid transparent; border-radius: 4px; color: $muted;
    font-size: 12px; padding: 1px 4px; min-height: 18px; }
QLineEdit[role="said"]:hover { background: $hover; color: $ink; }
QLineEdit[role="said"]:focus { background: $page; border: 1px solid $accent; color: $ink; }
QLineEdit[role="search"] { border-radius: 8px; padding: 6px 10px; }
QLineEdit[role="command"] { border: none; border-bottom: 1px solid $line; border-radius: 0; padding: 12px 16px;
    font-size: 15px; background: transparent; }
QComboBox::drop-down, QDateTimeEdit::drop-down { border: none; width: 22px; }
QComboBox::down-arrow, QDateTimeEdit::down-arrow { image: url("$images/chevron-down.svg"); width: 14px; height: 14px; }
QComboBox QAbstractItemView, QAbstractItemView[role="popup"] { background: $page; color: $ink; border: 1px solid $line;
    border-radius: 6px; padding: 4px; selection-background-color: $accent_tint; selection-color: $ink; }
QAbstractItemView::item { padding: 4px 8px; border-radius: 4px; color: $ink; }
QAbstractItemView::item:selected { background: $accent_tint; color: $ink; }
QAbstractItemView::item:hover { background: $hover; }
QTableView { background: transparent; border: none; }
QTableView::item { border-radius: 0; }
QTableView::item:hover:!selected { background: transparent; }
QListView[role="list"], QListWidget[role="list"], QTreeView[role="list"] { background: transparent; border: none; }
QHeaderView::section { background: $chrome; color: $muted; border: none; border-bottom: 1px solid $line;
    padding: 4px 8px; font-size: 12px; }
QCalendarWidget QWidget { background: $page; color: $ink; }
QProgressBar { background: $line; border: none; border-radius: 2px; max-height: 4px; min-height: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }
"""

_MENUS = """
QMenuBar { background: $chrome; color: $muted; border: none; padding: 0; }
QMenuBar::item { background: transparent; padding: 6px 10px; border-radius: 6px; }
QMenuBar::item:selected { background: $hover; color: $ink; }
QMenu { background: $page; color: $ink; border: 1px solid $line; padding: 5px; }
QMenu::item { background: transparent; padding: 6px 28px 6px 10px; border-radius: 5px; }
QMenu::item:selected { background: $accent_tint; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $line; margin: 5px 6px; }
QMenu::icon { padding-left: 8px; }
QMenu::indicator { width: 14px; height: 14px; left: 8px; }
QMenu::indicator:checked { image: url("$images/tick.svg"); }
QTabWidget::pane { border: none; border-top: 1px solid $line; top: -1px; }
QTabBar { background: transparent; qproperty-drawBase: 0; }
QTabBar::tab:first { margin-left: 10px; }
QTabBar::tab { background: transparent; color: $muted; border: none; border-bottom: 2px solid transparent;
    padding: 8px 10px; margin: 0 2px; }
QTabBar::tab:hover { color: $ink; }
QTabBar::tab:selected { color: $ink; font-weight: 600; border-bottom: 2px solid $accent; }
QTabBar::tab:focus { color: $accent; }
"""

_SHEET = Template(_BASE + _BUTTONS + _FIELDS + _MENUS)


def stylesheet(tokens: Tokens) -> str:
    """The application's style sheet in these colours."""
    images = resources() / "themes" / ("dark" if tokens.dark else "light")
    accent = tokens.color("accent")
    accent_hover = accent.lighter(112) if tokens.dark else accent.darker(112)
    pressed = tokens.color("hover").darker(104) if not tokens.dark else tokens.color("hover").lighter(120)
    colours = {name: getattr(tokens, name) for name in tokens.__slots__ if name != "dark"}
    return _SHEET.substitute(
        colours, images=images.as_posix(), accent_hover=accent_hover.name(), pressed=pressed.name()
    )
