// Runs in the application's own world, which the page's scripts (there are none: they are off) cannot see.
"use strict";
globalThis.desk = (() => {
    const body = () => document.getElementById("desk-body");

    // Pictures travel once. In a patch they stand by name, and one that is already on the page is moved, not
    // decoded again, so that it does not flicker while somebody types its caption.
    const TOKEN = "desk-picture:";
    const sources = new Map();
    const keep = (name, source) => { sources.set(TOKEN + name, source); };

    const fill = (content, old) => {
        for (const image of content.querySelectorAll(`img[src^="${TOKEN}"]`)) {
            const source = sources.get(image.getAttribute("src"));
            image.setAttribute("src", source);
            const same = old.find((other) => other.getAttribute("src") === source);
            if (!same) continue;
            old.splice(old.indexOf(same), 1);
            for (const {name, value} of image.attributes) {
                if (same.getAttribute(name) !== value) same.setAttribute(name, value);
            }
            image.replaceWith(same);
        }
        return content;
    };

    const pictures = (elements) => [...elements].flatMap(
        (element) => element.localName === "img" ? [element] : [...element.querySelectorAll("img")]
    );

    const inner = (html, old = []) => {
        const template = document.createElement("template");
        template.innerHTML = html;
        return fill(template.content, old);
    };

    // The children of the body from start up to stop become the elements of html. Groups are parted by one line end,
    // which is put and taken with them, so that the page stays what a reload would give.
    const groups = (start, stop, html) => {
        const children = body().children;
        if (start === stop) {
            const last = start === children.length;
            const fragment = inner(last ? "\n" + html : html + "\n");
            const first = fragment.firstElementChild;
            if (last) body().append(fragment);
            else children[start].before(fragment);
            return first;
        }
        const range = document.createRange();
        range.setStartBefore(children[start]);
        range.setEndAfter(children[stop - 1]);
        if (html === "") {
            if (stop < children.length) range.setEndBefore(children[stop]);
            else range.setStartAfter(children[start - 1]);
            range.deleteContents();
            return children[Math.min(start, children.length - 1)];
        }
        const fragment = inner(html, pictures([...children].slice(start, stop)));
        const first = fragment.firstElementChild;
        range.deleteContents();
        range.insertNode(fragment);
        return first;
    };

    const all = (html) => {
        body().replaceChildren(inner(html));
        return body().firstElementChild;
    };

    const region = (id, html) => {
        const element = document.getElementById(id);
        if (element.localName === "title") element.innerHTML = html;
        else element.replaceChildren(inner(html, pictures(element.children)));
        return element;
    };

    const language = (lang, dir) => {
        document.documentElement.lang = lang;
        document.documentElement.dir = dir;
        return null;
    };

    // Brings what changed into view, and only where none of it can be seen: the page never jumps under the reader.
    const show = (element) => {
        const box = element?.getBoundingClientRect();
        if (box?.height && (box.bottom <= 0 || box.top >= innerHeight)) {
            element.scrollIntoView({block: "nearest", behavior: "instant"});
        }
    };

    // Applies patches in order. The answer is how many groups there are, by which the caller knows that all is well.
    const kinds = {groups, all, region, language};
    const apply = (patches) => {
        const changed = patches.map(([kind, ...values]) => kinds[kind](...values));
        show(changed.find((element) => element?.isConnected));
        return body().children.length;
    };

    // The page follows the window's colours even where the system has none to tell. Its rules for dark and light are
    // made to hold or not: that changes the style sheet as the browser holds it, and nothing of the document.
    const DARK = /\(prefers-color-scheme:\s*dark\)|\(width (>=|<) 0px\)/;
    const scheme = (dark) => {
        const walk = (rules) => {
            for (const rule of rules) {
                if (rule instanceof CSSMediaRule && DARK.test(rule.media.mediaText)) {
                    rule.media.mediaText = rule.media.mediaText.replace(DARK, `(width ${dark ? ">=" : "<"} 0px)`);
                }
                if (rule.style?.colorScheme) rule.style.colorScheme = dark ? "dark" : "light";
                if (rule.cssRules) walk(rule.cssRules);
            }
        };
        for (const sheet of document.styleSheets) walk(sheet.cssRules);
    };

    // The scroll bar is the window's, not the page's. A sheet that was made here is no part of the document.
    const bar = new CSSStyleSheet();
    bar.replaceSync(`
        ::-webkit-scrollbar { width: 10px; height: 10px; }
        ::-webkit-scrollbar-thumb { background: rgb(134 129 121 / 0.8) padding-box; border: 2px solid transparent;
            border-radius: 5px; min-height: 32px; }
        ::-webkit-scrollbar-thumb:hover { background-color: rgb(134 129 121); }`);
    document.adoptedStyleSheets = [bar];

    const scroll = (top) => { scrollTo({top, behavior: "instant"}); };

    return {apply, keep, scheme, scroll};
})();
