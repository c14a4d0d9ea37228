from __future__ import annotations

import pytest
from hypothesis import given

from desk.ui.editor.auto_link import AutoLink, typed_address
from desk.ui.services import Looks
from tests.formats.bodies import link, texts
from tests.ui.editor.pages import Ctrl, Key, Stage


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("See https://port.example/a?b=c", "https://port.example/a?b=c"),
        ("See https://port.example.", "https://port.example"),
        ("(https://port.example/x)", "https://port.example/x"),
        ("https://port.example/x_(y)", "https://port.example/x_(y)"),
        ("“www.port.example”,", "www.port.example"),
        ("port.example", ""),
        ("me@port.example", ""),
        ("https://", ""),
        ("www.", ""),
        ("https://port.example and", ""),
    ],
)
def test_an_address_at_the_end_of_a_text(text: str, address: str) -> None:
    place = typed_address(text)
    assert (text[slice(*place)] if place else "") == address


@given(texts)
def test_any_text_may_be_looked_at(text: str) -> None:
    place = typed_address(text)
    assert place is None or 0 <= place[0] < place[1] <= len(text)


@pytest.fixture
def linking(stage: Stage, looks: Looks) -> Stage:
    AutoLink(stage.page, looks.store)
    return stage


def test_an_address_that_is_typed_becomes_a_link_and_one_undo_gives_back_the_words(linking: Stage) -> None:
    linking.paste(text="😀 See ")
    linking.type("https://port.example/a. Then")
    (block,) = linking.body.blocks
    assert block.spans[1] == link("https://port.example/a", "https://port.example/a")  # type: ignore[union-attr]
    assert linking.texts == ["😀 See https://port.example/a. Then"]
    linking.press(Key.Key_Z, mod=Ctrl)
    linking.press(Key.Key_Z, mod=Ctrl)
    (block,) = linking.body.blocks
    assert len(block.spans) == 1  # type: ignore[union-attr]
    assert linking.texts == ["😀 See https://port.example/a. "]
    linking.type("Then")
    assert len(linking.body.blocks[0].spans) == 1  # type: ignore[union-attr]


def test_enter_ends_an_address_too_and_the_next_line_is_plain(linking: Stage) -> None:
    linking.type("www.port.example")
    linking.press(Key.Key_Return)
    linking.type("Next")
    one, other = linking.body.blocks
    assert one.spans == (link("www.port.example", "https://www.port.example"),)  # type: ignore[union-attr]
    assert other.spans[0].link == ""  # type: ignore[union-attr]


def test_it_may_be_turned_off(linking: Stage, looks: Looks) -> None:
    looks.store.change(auto_link=False)
    linking.type("https://port.example ")
    assert len(linking.body.blocks[0].spans) == 1  # type: ignore[union-attr]
