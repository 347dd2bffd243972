// What a page can do with JavaScript, which it can also be read without.
"use strict";

const book = (() => {
    const THEMES = { "": "System", light: "Light", dark: "Dark" };
    const WIDE = matchMedia("(min-width: 84rem)");
    const all = (selector) => document.querySelectorAll(selector);
    const first = (selector) => document.querySelector(selector);

    function element(name, properties, ...children) {
        const made = Object.assign(document.createElement(name), properties);
        made.append(...children);
        return made;
    }

    // --- light or dark: at once, so that nothing flashes

    function kept() {
        try {
            return localStorage.getItem("theme") ?? "";
        } catch {
            return ""; // A page from disk may not be allowed to keep anything.
        }
    }

    function show(theme) {
        document.documentElement.dataset.theme = theme;
    }

    function theming() {
        const button = first("button.theme");
        const names = Object.keys(THEMES);
        let theme = kept();
        const say = () => {
            show(theme);
            const name = element("span", { className: "theme-name", textContent: THEMES[theme] });
            button.replaceChildren("Theme", name);
            button.setAttribute("aria-label", "Theme: " + THEMES[theme]);
        };
        button.hidden = false;
        button.onclick = () => {
            theme = names[(names.indexOf(theme) + 1) % names.length];
            try {
                localStorage.setItem("theme", theme);
            } catch {
                // Then it holds for this page only.
            }
            say();
        };
        say();
    }

    // --- the table of contents follows

    function following() {
        const details = first(".toc details");
        if (!details) {
            return;
        }
        const links = new Map([...all(".toc a")].map((link) => [link.hash.slice(1), link]));
        const headings = [...links.keys()].map((id) => document.getElementById(id));
        const open = () => (details.open = getComputedStyle(details.parentElement).position === "sticky");
        WIDE.addEventListener("change", open);
        open();
        let waiting = false;
        const follow = () => {
            waiting = false;
            const passed = headings.filter((heading) => heading.getBoundingClientRect().top < 120);
            const here = passed.at(-1)?.id;
            links.forEach((link, id) => {
                link.classList.toggle("here", id === here);
                if (id === here) {
                    link.setAttribute("aria-current", "true");
                } else {
                    link.removeAttribute("aria-current");
                }
            });
        };
        addEventListener("scroll", () => {
            if (!waiting) {
                waiting = true;
                requestAnimationFrame(follow);
            }
        });
        follow();
    }

    // --- copying commands

    async function copy(text) {
        try {
            await navigator.clipboard.writeText(text);
            return true;
        } catch {
            return false; // Not allowed here.
        }
    }

    function copying() {
        for (const command of all(".command")) {
            const button = element("button", { type: "button", className: "copy", textContent: "Copy" });
            button.setAttribute("aria-label", "Copy: " + command.textContent);
            button.onclick = async () => {
                button.textContent = (await copy(command.textContent)) ? "Copied" : "Not allowed";
                setTimeout(() => (button.textContent = "Copy"), 1500);
            };
            command.after(button);
        }
    }

    // --- what is wider than the page can be scrolled by keyboard

    function scrolling() {
        const observer = new ResizeObserver((entries) => {
            for (const { target } of entries) {
                if (target.scrollWidth > target.clientWidth) {
                    target.tabIndex = 0;
                } else {
                    target.removeAttribute("tabindex");
                }
            }
        });
        all("pre, .scroll, .imageblock .content").forEach((each) => observer.observe(each));
    }

    // --- searching: the index comes as scripts, which a page from disk may load

    const loaded = new Map();
    const words = new Map();
    const texts = new Map();
    const MOST = 12;
    let places = [];

    function load(name) {
        if (!loaded.has(name)) {
            loaded.set(name, new Promise((done) => {
                const script = element("script", { src: "search/" + name + ".js" });
                script.onload = script.onerror = done;
                document.head.append(script);
            }));
        }
        return loaded.get(name);
    }

    const shard = (word) => (/^[a-z]/.test(word) ? word[0] : "other");

    // For each section, how well a word fits: as a whole or as a beginning, in the heading or not.
    function fits(word) {
        const found = new Map();
        words.forEach((where, known) => {
            if (known.startsWith(word)) {
                for (const place of where) {
                    const score = (place % 2 ? 6 : 2) * (known === word ? 2 : 1);
                    const section = place >> 1;
                    found.set(section, Math.max(found.get(section) ?? 0, score));
                }
            }
        });
        return found;
    }

    // Whether that is what a section or its page is called.
    const names = ([, heading, page], text) =>
        [heading, page].some((name) => name.toLowerCase() === text.toLowerCase());

    const split = (text) => text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];

    async function search(text) {
        const wanted = split(text);
        await Promise.all([load("sections"), ...wanted.map((word) => load(shard(word)))]);
        const [one, ...others] = wanted.map(fits);
        return [...(one ?? [])]
            .filter(([section]) => others.every((found) => found.has(section)))
            .map(([section, score]) =>
                [section, others.reduce((sum, found) => sum + found.get(section), score)])
            .map(([section, score]) =>
                // A page that is called so comes before its own parts and what mentions it.
                [section, names(places[section], text) ? score + 100 : score])
            .sort((a, b) => b[1] - a[1] || a[0] - b[0])
            .map(([section]) => section);
    }

    // Where one of the words begins in a text, also inside a name: "port" in getPort and in a_port.
    function hits(text, wanted) {
        const found = [];
        for (const word of wanted) {
            for (const { index } of text.matchAll(new RegExp(word, "gi"))) {
                const [before, here] = [text[index - 1] ?? " ", text[index]];
                if (!/[\p{L}\p{N}]/u.test(before) || (/[a-z0-9]/.test(before) && /[A-Z]/.test(here))) {
                    found.push({ index, word });
                }
            }
        }
        return found.sort((a, b) => a.index - b.index || b.word.length - a.word.length);
    }

    // The text with the words marked.
    function marked(text, wanted) {
        const parts = [];
        let done = 0;
        for (const { index, word } of hits(text, wanted)) {
            if (index >= done) {
                const end = index + word.length;
                parts.push(text.slice(done, index), element("mark", { textContent: text.slice(index, end) }));
                done = end;
            }
        }
        return [...parts, text.slice(done)];
    }

    // The sentence with most of the words, or of a long one the part where they begin.
    function sentence(text, wanted) {
        const distinct = (part) => new Set(hits(part, wanted).map((hit) => hit.word)).size;
        const sentences = text.split(/\n|(?<=[.!?]) /);
        const best = sentences.reduce((a, b) => (distinct(b) > distinct(a) ? b : a));
        const from = best.length > 160 ? best.lastIndexOf(" ", (hits(best, wanted)[0]?.index ?? 0) - 50) + 1 : 0;
        const part = best.slice(from, from + 160);
        return (from > 0 ? "… " : "") + part + (from + 160 < best.length ? "…" : "");
    }

    function searching() {
        // A field of type "search" would keep the first Escape to itself.
        const input = element("input", { type: "text", id: "search", autocomplete: "off", spellcheck: false });
        const status = element("p");
        status.setAttribute("role", "status");
        const results = element("ul");
        const dialog = element(
            "dialog",
            {},
            element("label", { htmlFor: "search", textContent: "Search the book" }),
            input,
            status,
            results);
        dialog.setAttribute("aria-label", "Search");
        document.body.append(dialog);

        let asked = 0;
        let shown = Promise.resolve();
        const update = async () => {
            const question = ++asked;
            const text = input.value.trim();
            const found = text.length < 2 ? [] : await search(text);
            const best = found.slice(0, MOST);
            await Promise.all(best.map((section) => load("text-" + section)));
            if (question !== asked) {
                return; // Somebody has typed on.
            }
            const wanted = split(text);
            results.replaceChildren(...best.map((section) => {
                const [address, heading, page] = places[section];
                return element("li", {}, element("a", { href: address },
                    element("strong", {}, ...marked(heading, wanted)),
                    page ? " · " + page : "",
                    element("small", {}, ...marked(sentence(texts.get(section) ?? "", wanted), wanted))));
            }));
            status.textContent = text.length < 2
                ? "Type two letters or more; arrows move, Enter opens, Escape closes."
                : found.length + (found.length === 1 ? " section" : " sections")
                    + (found.length > MOST ? ", of which these fit best" : "");
        };
        const ask = () => (shown = update());
        const open = () => {
            dialog.showModal();
            input.select();
            ask();
        };
        input.oninput = ask;
        addEventListener("hashchange", () => dialog.close()); // The result was on this page.
        dialog.onclick = (event) => {
            if (event.target === dialog) {
                dialog.close();
            }
        };
        const moves = {
            ArrowDown: (links, at) => links[Math.min(at + 1, links.length - 1)]?.focus(),
            ArrowUp: (links, at) => (links[at - 1] ?? input).focus(),
            Enter: (links, at) => links[Math.max(at, 0)]?.click(),
        };
        dialog.onkeydown = async (event) => {
            const move = moves[event.key];
            if (!move || (event.key === "Enter" && document.activeElement !== input)) {
                return;
            }
            event.preventDefault();
            await shown; // A key means the results of what was typed before it.
            const links = [...results.querySelectorAll("a")];
            move(links, links.indexOf(document.activeElement));
        };
        const button = first("button.search");
        button.hidden = false;
        button.onclick = open;
        addEventListener("keydown", (event) => {
            // The field of a dialog that has just been closed is still the target for a moment.
            const typing = event.target.closest?.("input, textarea, [contenteditable]")?.checkVisibility();
            const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
            if (slash || (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey))) {
                event.preventDefault();
                if (!dialog.open) {
                    open();
                }
            }
        });
    }

    // --- progress: ./course read fills it in

    const points = (entry) => entry.points + " of " + entry.maxPoints + " points";

    function progress({ exercises, next }) {
        all(".mark").forEach((mark) => mark.remove()); // It may have been told before.
        first(".progress").replaceChildren();
        const solved = (id) => exercises[id]?.solved === true;
        const link = (text) => element("a", { href: next.page, textContent: text });
        const note = (kind, text) => element("span", { className: "mark " + kind, textContent: text });
        // What each page is about: a lesson is solved when all of its exercises are.
        const about = new Map(Object.keys(exercises).map((id) => [id.replace("/", "-") + ".html", [id]]));
        for (const place of all("#contents .lesson")) {
            about.set(place.getAttribute("href"), place.dataset.exercises.split(" "));
        }
        for (const place of all("#contents a, main :is(td, .turn) a")) {
            const ids = about.get(place.getAttribute("href")) ?? [];
            const reached = ids.filter(solved).length;
            const entry = exercises[ids[0]];
            if (ids.length > 0 && reached === ids.length) {
                place.classList.add("solved");
                place.setAttribute("aria-label", place.textContent + ", solved");
            } else if (reached > 0) {
                place.append(note("", reached + "/" + ids.length));
            } else if (ids.length === 1 && entry?.maxPoints) {
                place.append(note("", entry.points + "/" + entry.maxPoints));
            }
        }
        const line = first(".progress");
        const { exercise, lesson } = line.dataset;
        if (exercise) {
            const entry = exercises[exercise];
            const failing = entry?.failingStep || Infinity;
            for (const step of entry?.maxPoints ? all("li[id^='step-']") : []) {
                const number = Number(step.id.slice(5));
                if (number <= failing) { // Of those after it nothing is kept.
                    step.firstElementChild.append(number < failing ? note("passed", "✓ passed") : note("failed", "✗ failed"));
                }
            }
            line.append(!entry?.maxPoints
                ? "Not checked yet."
                : solved(exercise)
                    ? "Solved: " + points(entry) + "."
                    : points(entry) + " so far. The first step that failed is ",
            entry?.maxPoints && !solved(exercise)
                ? element("a", { href: "#step-" + entry.failingStep, textContent: "step " + entry.failingStep })
                : "");
        } else {
            const ids = lesson ? lesson.split(" ") : Object.keys(exercises);
            line.append(ids.filter(solved).length + " of " + ids.length + " exercises solved. ");
        }
        if (next.page && next.exercise !== exercise) {
            line.append(" Next: ", link(next.title));
        }
        line.hidden = false;
    }

    show(kept());
    addEventListener("DOMContentLoaded", () => {
        theming();
        following();
        copying();
        scrolling();
        searching();
    });

    return {
        progress,
        sections: (list) => (places = list),
        text: (parts) => Object.entries(parts).forEach(([section, text]) => texts.set(+section, text)),
        words: (index) => Object.entries(index).forEach(([word, where]) => words.set(word, where)),
    };
})();
