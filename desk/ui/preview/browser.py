"""The browser view of the preview: one page, served from memory, that can reach nothing and run nothing.

Imported only when the view is made, because QtWebEngine takes a while to load.
"""

from __future__ import annotations

import json
import logging
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QObject, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QAction, QColor, QContextMenuEvent, QGuiApplication
from PySide6.QtQuick import QQuickWindow, QSGRendererInterface
from PySide6.QtWebEngineCore import (
    QWebEngineNewWindowRequest,
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineScript,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
    QWebEngineUrlRequestJob,
    QWebEngineUrlScheme,
    QWebEngineUrlSchemeHandler,
)
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from desk.formats.links import safe_link
from desk.ui.preview.scheme import SCHEME

log = logging.getLogger(__name__)

_WORLD = QWebEngineScript.ScriptWorldId.ApplicationWorld.value
_SCRIPT = Path(__file__).with_name("page.js").read_text(encoding="utf-8")
_MAIN_FRAME = QWebEngineUrlRequestInfo.ResourceType.ResourceTypeMainFrame
_OFF = (
    QWebEngineSettings.WebAttribute.FocusOnNavigationEnabled,
    QWebEngineSettings.WebAttribute.JavascriptEnabled,
    QWebEngineSettings.WebAttribute.JavascriptCanOpenWindows,
    QWebEngineSettings.WebAttribute.JavascriptCanAccessClipboard,
    QWebEngineSettings.WebAttribute.LocalStorageEnabled,
    QWebEngineSettings.WebAttribute.LocalContentCanAccessRemoteUrls,
    QWebEngineSettings.WebAttribute.LocalContentCanAccessFileUrls,
    QWebEngineSettings.WebAttribute.PluginsEnabled,
    QWebEngineSettings.WebAttribute.HyperlinkAuditingEnabled,
    QWebEngineSettings.WebAttribute.ErrorPageEnabled,
    QWebEngineSettings.WebAttribute.AutoLoadIconsForPage,
    QWebEngineSettings.WebAttribute.DnsPrefetchEnabled,
    QWebEngineSettings.WebAttribute.NavigateOnDropEnabled,
    QWebEngineSettings.WebAttribute.FullScreenSupportEnabled,
    QWebEngineSettings.WebAttribute.WebGLEnabled,
)


def prepare_engine() -> None:
    """Say how it paints, and make our scheme known to Chromium; before the first profile is made. May be called again.

    A browser view in a window makes Qt compose the whole window with OpenGL; without a graphics card every
    key then costs ten times as much. Qt Quick's software scene graph keeps the window as it is.
    """
    if QWebEngineUrlScheme.schemeByName(SCHEME.encode()).name().size():
        return
    QQuickWindow.setGraphicsApi(QSGRendererInterface.GraphicsApi.Software)
    scheme = QWebEngineUrlScheme(SCHEME.encode())
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Path)
    scheme.setFlags(QWebEngineUrlScheme.Flag.SecureScheme | QWebEngineUrlScheme.Flag.NoAccessAllowed)
    QWebEngineUrlScheme.registerScheme(scheme)


class _Server(QWebEngineUrlSchemeHandler):
    """Answers with the bytes of the page that is to be shown. `setHtml` would stop at 2 MB."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.data = b""

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        buffer = QBuffer(job)
        buffer.setData(self.data)
        job.reply(b"text/html; charset=utf-8", buffer)


class Gate(QWebEngineUrlRequestInterceptor):
    """Lets through our own page and what is written into it, nothing else; and keeps the last addresses of each."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.let_through: deque[str] = deque(maxlen=50)
        self.refused: deque[str] = deque(maxlen=50)

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        """Judges one request before it is made."""
        url = info.requestUrl()
        if url.scheme() == "data":
            return
        allowed = url.scheme() == SCHEME and info.resourceType() is _MAIN_FRAME
        (self.let_through if allowed else self.refused).append(url.toString())
        info.block(not allowed)


class _Page(QWebEnginePage):
    """A page whose links lead nowhere by themselves, except to another place on it. Ctrl+click (or the middle button)
    wishes to open one outside."""

    link_wanted = Signal(QUrl)

    def __init__(self, profile: QWebEngineProfile, parent: QObject) -> None:
        super().__init__(profile, parent)
        settings = self.settings()
        for attribute in _OFF:
            settings.setAttribute(attribute, False)
        self.newWindowRequested.connect(self._on_new_window_requested)

    @Slot(QWebEngineNewWindowRequest)
    def _on_new_window_requested(self, request: QWebEngineNewWindowRequest) -> None:
        asked = request.destination() is QWebEngineNewWindowRequest.DestinationType.InNewBackgroundTab
        url = request.requestedUrl()
        if asked and request.isUserInitiated() and safe_link(_written(url)):
            self.link_wanted.emit(url)

    def acceptNavigationRequest(
        self, url: QUrl | str, kind: QWebEnginePage.NavigationType, is_main_frame: bool, /
    ) -> bool:
        if not is_main_frame or QUrl(url).scheme() != SCHEME:
            return False
        if kind is QWebEnginePage.NavigationType.NavigationTypeLinkClicked:
            page, mark, _ = _written(QUrl(url)).partition("#")
            return bool(mark) and page == _written(self.url()).partition("#")[0]
        return kind is QWebEnginePage.NavigationType.NavigationTypeTyped  # which is what `load` is

    def javaScriptConsoleMessage(
        self, _level: QWebEnginePage.JavaScriptConsoleMessageLevel, message: str, _line: int, _source: str, /
    ) -> None:
        log.debug("preview: %s", message)


def _written(url: QUrl) -> str:
    return url.toString(QUrl.ComponentFormattingOption.FullyEncoded)


class _View(QWebEngineView):
    """The view, with a menu of the two things that make sense on a page to be looked at."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Opens the menu."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = menu.addAction(self.tr("Copy"))
        copy.setEnabled(self.hasSelection())
        copy.triggered.connect(self._on_copy)
        address = self.lastContextMenuRequest().linkUrl()
        if address.isValid():
            link = menu.addAction(self.tr("Copy link address"))
            link.setData(address)
            link.triggered.connect(self._on_copy_link)
        menu.addAction(self.tr("Select all")).triggered.connect(self._on_select_all)
        menu.popup(event.globalPos())

    @Slot()
    def _on_copy(self) -> None:
        self.triggerPageAction(QWebEnginePage.WebAction.Copy)

    @Slot()
    def _on_select_all(self) -> None:
        self.triggerPageAction(QWebEnginePage.WebAction.SelectAll)

    @Slot()
    def _on_copy_link(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            QGuiApplication.clipboard().setText(action.data().toString())


class Browser(QWidget):
    """Shows one page of bytes and patches it.

    `loaded` carries whether the page could be loaded, `crashed` comes when the process that draws it died,
    `link_hovered` the address under the pointer ("" for none), `link_wanted` one that was asked for with Ctrl+click.
    """

    loaded = Signal(bool)
    crashed = Signal()
    link_hovered = Signal(str)
    link_wanted = Signal(QUrl)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        prepare_engine()
        # Children are deleted in the order in which they were made, and the page must go before its profile.
        self.view = _View(self)
        self._profile = QWebEngineProfile(self)  # without a name: nothing is ever stored
        self._server = _Server(self)
        self.gate = Gate(self)
        self._profile.installUrlSchemeHandler(SCHEME.encode(), self._server)
        self._profile.setUrlRequestInterceptor(self.gate)
        self.page = _Page(self._profile, self.view)
        self.view.setPage(self.page)
        self.view.setAccessibleName(self.tr("Preview of the page"))
        self._loads = 0
        self._loading = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self.page.loadFinished.connect(self._on_load_finished)
        self.page.renderProcessTerminated.connect(self._on_render_process_terminated)
        self.page.linkHovered.connect(self.link_hovered)
        self.page.link_wanted.connect(self.link_wanted)

    def load(self, data: bytes) -> None:
        """Show this page from its top; `loaded` follows."""
        self._loads += 1
        self._loading = True
        self._server.data = data
        self.page.load(QUrl(f"{SCHEME}:page-{self._loads}"))

    def run(self, function: str, *arguments: object, done: Callable[[Any], None] | None = None) -> None:
        """Call a function of page.js; its answer goes to `done` later, None where there is none."""
        call = f"desk.{function}({', '.join(map(json.dumps, arguments))})"
        if done is None:
            self.page.runJavaScript(call, _WORLD)
        else:
            self.page.runJavaScript(call, _WORLD, done)

    def set_ground(self, colour: QColor) -> None:
        """The colour before a page is drawn, so that nothing flashes white in the dark."""
        self.page.setBackgroundColor(colour)

    @Slot(bool)
    def _on_load_finished(self, ok: bool) -> None:
        if not self._loading:
            return  # Qt says so of a link, too, that was not followed
        self._loading = False
        if ok:
            self.page.runJavaScript(_SCRIPT, _WORLD)
        self.loaded.emit(ok)

    @Slot()
    def _on_render_process_terminated(self) -> None:
        self.crashed.emit()
