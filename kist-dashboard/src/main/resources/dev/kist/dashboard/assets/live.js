// What the server tells by itself: changes of others, the store away and back, the end.

import { refresh } from "./grid.js";
import { isDialogOpen, isEditing, openedSecret, openSecret, reload, reloadsWhenClosed } from "./parts.js";
import { notice } from "./notices.js";
import { hideAll } from "./values.js";

const live = document.getElementById("live");
const banner = document.getElementById("banner");
const page = document.body.dataset.page;
const SILENCE_MS = 4000;

// How far the table has come, as State says it; what a page was made of, then what it was told.
const HEADS = 0;
const CELLS = 1;
let seen = numbers(document.body.dataset.state);

let silence = 0;
let isOver = false;
let store = "back";

function numbers(state) {
  return state.split(".").map(Number);
}

function lamp(state, word) {
  live.dataset.state = state;
  live.querySelector(".word").textContent = word;
}

function show(kind, text, button = null) {
  banner.className = `banner ${kind}`;
  banner.replaceChildren(document.createTextNode(text));
  if (button) {
    banner.append(" ", button);
  }
  banner.hidden = false;
}

function clear(kind) {
  if (banner.classList.contains(kind)) {
    banner.hidden = true;
  }
}

/** Comes with every change, and when the page begins to listen, again or for the first time: then it says how things are. */
function onChange(data) {
  const [state, environment, ...rest] = data.split(" ");
  const names = rest.filter(Boolean);
  const now = numbers(state);
  const news = now.map((number, kind) => number > seen[kind]);
  seen = now.map((number, kind) => Math.max(number, seen[kind]));
  if (page === "log" || page === "access") {
    if (news.includes(true)) {
      reloadWhenIdle();
    }
  } else if (page === "") {
    if (news[HEADS]) {
      reloadWhenIdle();
    } else if (news[CELLS] || environment) {
      refresh({ environment, names });
      lookAgain(environment, names);
    }
  }
}

/** Shows the secret at the side as it is now. */
function lookAgain(environment, names) {
  const secret = openedSecret();
  const isIt = secret && secret.environment === environment && names.includes(secret.name);
  if (isIt && isEditing()) {
    notice(`Somebody else has just changed ${secret.name} in ${environment}. You are asked when you save.`, "warn");
  } else if (secret && (isIt || !environment)) {
    openSecret(secret.name, secret.environment, { background: true });
  }
}

function reloadWhenIdle() {
  if (reloadsWhenClosed()) {
    return;
  }
  const isBusy = isDialogOpen() || isEditing() || document.activeElement?.matches("input, textarea, select");
  if (isBusy) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button small";
    button.textContent = "Show it";
    button.addEventListener("click", reload);
    show("news", "There is something new here.", button);
  } else if (page === "") {
    reload();
  } else {
    htmx.ajax("GET", location.href, {
      target: "#main",
      select: "#main > *",
      swap: "innerHTML",
      headers: { "Kist-Background": "1" },
    });
  }
}

function onStore(state) {
  store = state;
  if (state === "away") {
    lamp("away", "store away");
    show("away", "The store does not answer. What you see is how it was; it is tried again by itself.");
  } else {
    lamp("live", "live");
    clear("away");
    if (page === "failure") {
      reload();
    }
    refresh();
  }
}

function onIdle(seconds) {
  if (seconds === 0) {
    clear("idle");
    return;
  }
  if (!banner.hidden && banner.classList.contains("idle")) {
    banner.firstChild.textContent = idleText(seconds);
    return;
  }
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button small";
  button.textContent = "Go on";
  button.addEventListener("click", () => {
    fetch("stay", { headers: { "HX-Request": "true" } });
    clear("idle");
  });
  show("idle", idleText(seconds), button);
}

function idleText(seconds) {
  return `Nobody has used this page for a while. It ends in ${seconds} seconds, and the draft with it.`;
}

/** Nothing of the store stays in a page that has ended. */
function over(title, text) {
  isOver = true;
  hideAll();
  const face = document.createElement("main");
  face.className = "face";
  const head = document.createElement("h1");
  head.textContent = title;
  const line = document.createElement("p");
  line.textContent = text;
  const hint = document.createElement("p");
  hint.className = "muted";
  hint.textContent = "Run kist open for a new page. You can close this tab.";
  face.append(head, line, hint);
  document.body.className = "alone";
  document.body.replaceChildren(face);
  document.title = `${title} – Kist`;
}

export function begin() {
  const events = new EventSource("events");
  events.addEventListener("open", () => {
    clearTimeout(silence);
    silence = 0;
    clear("gone");
    lamp(store === "away" ? "away" : "live", store === "away" ? "store away" : "live");
  });
  events.addEventListener("error", () => {
    if (isOver) {
      return;
    }
    lamp("gone", "not connected");
    if (!silence) {
      silence = setTimeout(() => {
        hideAll();
        show("gone", "Kist does not answer: it has ended, or this computer slept. It is tried again by itself.");
      }, SILENCE_MS);
    }
  });
  events.addEventListener("change", (event) => onChange(event.data));
  events.addEventListener("store", (event) => onStore(event.data));
  events.addEventListener("idle", (event) => onIdle(Number(event.data)));
  events.addEventListener("end", (event) => {
    events.close();
    over("This page has ended", {
      BUTTON: "You ended it.",
      IDLE: "Nobody had used it for a while.",
    }[event.data] ?? "Kist was stopped.");
  });
  window.addEventListener("pagehide", () => events.close());
}
