// The page of an exercise, as ./course read serves it: it says when a check has ended, and starts one.
"use strict";

const GONE = "./course read has ended: start it again.";

function checking() {
    const verdict = document.querySelector(".verdict[data-checks]");
    if (!verdict) {
        return;
    }
    const { checks } = verdict.dataset;
    const line = document.createElement("p");
    line.className = "checking";
    line.innerHTML = `<button type="button">Check</button>
        <label><input type="checkbox"> Check on save</label> <span class="status" role="status"></span>`;
    verdict.before(line);
    const [check, save, status] = line.querySelectorAll("button, input, .status");
    check.onclick = () => {
        status.textContent = "Checking …";
        fetch(checks, { method: "POST" }).catch(() => (status.textContent = GONE));
    };
    let events;
    const follow = () => {
        events?.close();
        events = new EventSource(checks + (save.checked ? "&save" : ""));
        events.onerror = () => (status.textContent = GONE);
        events.onopen = () => (status.textContent = "");
        events.addEventListener("verdict", (event) => {
            replaced(verdict, JSON.parse(event.data));
            const progress = document.createElement("script");
            progress.src = "progress.js";
            document.head.append(progress);
        });
        events.addEventListener("state", (event) => {
            const { running, trouble } = JSON.parse(event.data);
            status.textContent = running ? "Checking …" : trouble || "";
        });
    };
    save.onchange = follow;
    follow();
    // A browser has six connections to a server: one that a page has left behind is one less.
    addEventListener("pagehide", () => events.close());
    addEventListener("pageshow", (event) => event.persisted && follow());
}

// Whatever stands below keeps its place in the window, and what was unfolded stays so.
function replaced(verdict, html) {
    const below = verdict.closest(".sect1").nextElementSibling;
    const isAbove = verdict.getBoundingClientRect().bottom < 0 || below.getBoundingClientRect().top < innerHeight / 2;
    const before = below.getBoundingClientRect().top;
    const unfolded = [...verdict.querySelectorAll("details")].map((details) => details.open);
    document.documentElement.style.overflowAnchor = "none";
    verdict.innerHTML = html;
    verdict.querySelectorAll("details").forEach((details, i) => (details.open = unfolded[i] ?? false));
    if (isAbove) {
        scrollBy({ top: below.getBoundingClientRect().top - before, behavior: "instant" });
    }
    document.documentElement.style.overflowAnchor = "";
}

addEventListener("DOMContentLoaded", checking);
