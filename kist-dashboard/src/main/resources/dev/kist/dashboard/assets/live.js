// What the server tells by itself: changes of others, the store away and back, the end.

import { refresh } from "./grid.js";
import { canRenew, renew } from "./heads.js";
import {
  draftCount,
  isDialogOpen,
  isEditing,
  isSearchingInside,
  openedSecret,
  openSecret,
  reload,
  reloadNow,
  reloadsWhenClosed,
  showDraft,
  whenAnswered,
} from "./parts.js";
import { count, notice } from "./notices.js";
import { hideAll } from "./values.js";

const live = document.getElementById("live");
const banner = document.getElementById("banner");
const page = document.body.dataset.page;
const SILENCE_MS = 4000;
const RETRY_MS = 3000;
const USE_MS = 20_000;

// How far the table has come, as State says it; what a page was made of, then what it was told.
const HEADS = 0;
const CELLS = 1;
let seen = numbers(document.body.dataset.state);

let silence = 0;
let isOver = false;
let store = "back";
let toldUse = 0;
let events = null;

function numbers(state) {
  return state.split(".").map(Number);
}

function lamp(state, word) {
  live.dataset.state = state;
  live.querySelector(".word").textContent = word;
}

function show(kind, text, button = null) {
  banner.className = `banner ${kind}`;
  banner.replaceChildren(text);
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
      newHeads(environment, names);
    } else if (news[CELLS] || environment) {
      refresh({ environment, names });
      lookAgain(environment, names);
    }
  }
}

async function newHeads(environment, names) {
  if (canRenew() && (await renew())) {
    lookAgain(environment, names);
  } else {
    reloadWhenIdle();
  }
}

/** A dialog has changed something that more than the rows show. */
async function onChangedHere() {
  if (canRenew() && (await renew())) {
    lookAgain("", []);
  } else {
    reload();
  }
}

/** Shows the secret at the side as it is now; what a person has asked for meanwhile comes first. */
function lookAgain(environment, names) {
  whenAnswered(() => {
    const secret = openedSecret();
    const isIt = secret && secret.environment === environment && names.includes(secret.name);
    if (isIt && isEditing()) {
      notice(`Somebody else has just changed ${secret.name} in ${environment}. You are asked when you save.`, "warn");
    } else if (secret && !isEditing() && (isIt || !environment)) {
      openSecret(secret.name, secret.environment, { background: true });
    }
  });
}

function reloadWhenIdle() {
  if (reloadsWhenClosed()) {
    return;
  }
  const isBusy =
    isDialogOpen() || isEditing() || isSearchingInside() || document.activeElement?.matches("input, textarea, select");
  if (isBusy) {
    showNews();
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

function showNews() {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button small";
  button.textContent = "Show it";
  button.addEventListener("click", reloadNow);
  show("news", "There is something new here.", button);
}

function onStore(state) {
  if (state === store) {
    return;
  }
  store = state;
  if (state === "away") {
    lamp("away", "store away");
    const seen = page === "failure" ? "It" : "What you see is how it was; it";
    show("away", `The store does not answer. ${seen} is tried again by itself.`);
  } else {
    lamp("live", "live");
    clear("away");
    if (page === "failure") {
      reload();
    } else if (canRenew()) {
      newHeads("", []);
    }
  }
}

/** Another tab changed the draft, which is the same in all of them. */
function onDraft(number) {
  if (number !== draftCount()) {
    showDraft(number);
    refresh();
    lookAgain("", []);
  }
}

function onIdle(seconds) {
  if (seconds === 0) {
    clear("idle");
    return;
  }
  if (!banner.hidden && banner.classList.contains("idle")) {
    banner.querySelector(".left").textContent = count(seconds, "second");
    return;
  }
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button small";
  button.textContent = "Go on";
  button.addEventListener("click", stay);
  // Read out once; what counts down is only seen.
  const spoken = document.createElement("span");
  spoken.className = "hidden";
  spoken.textContent = "about a minute";
  const left = document.createElement("span");
  left.className = "left";
  left.setAttribute("aria-hidden", "true");
  left.textContent = count(seconds, "second");
  const text = document.createElement("span");
  const draft = draftCount() > 0 ? ", and the draft with it" : "";
  text.append("Nobody has used this page for a while. It ends in ", spoken, left, `${draft}.`);
  show("idle", text, button);
}

function stay() {
  toldUse = performance.now();
  clear("idle");
  fetch("stay", { headers: { "HX-Request": "true" } }).catch(() => {
    // The line at the top says that Kist does not answer.
  });
}

/** Typing and pointing are use, too, although nothing is asked for by them. */
function onUse() {
  const isAsked = !banner.hidden && banner.classList.contains("idle");
  if (!isOver && (isAsked || performance.now() - toldUse > USE_MS)) {
    stay();
  }
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

/** Why nothing is told any more, where the server answers but does not: the browser does not try again by itself then. */
async function onRefused() {
  let status = 0;
  try {
    status = (await fetch("stay", { headers: { "HX-Request": "true", "Kist-Background": "1" } })).status;
  } catch {
    // It has ended, or ends just now.
  }
  if (status === 403) {
    hideAll();
    show("gone", "This page belongs to a kist open that has ended. The one that runs now has a link of its own.");
    return;
  }
  if (status === 204) {
    show("gone", "This page is open in too many tabs. What others change does not appear in this one until you close some.");
  }
  setTimeout(connect, RETRY_MS);
}

/**
 * Listens while the tab is seen: a browser keeps six connections to a server and no more, and tabs in the background would take
 * them all. What happened meanwhile is told first, when it is seen again.
 */
function connect() {
  if (events || document.hidden || isOver) {
    return;
  }
  events = new EventSource("events");
  events.addEventListener("open", () => {
    clearTimeout(silence);
    silence = 0;
    clear("gone");
    lamp(store === "away" ? "away" : "live", store === "away" ? "store away" : "live");
  });
  events.addEventListener("error", () => {
    if (isOver || !events) {
      return;
    }
    lamp("gone", "not connected");
    if (events.readyState === EventSource.CLOSED) {
      disconnect();
      onRefused();
    } else if (!silence) {
      silence = setTimeout(() => {
        hideAll();
        show("gone", "Kist does not answer: it has ended, or this computer slept. It is tried again by itself.");
      }, SILENCE_MS);
    }
  });
  events.addEventListener("change", (event) => onChange(event.data));
  events.addEventListener("store", (event) => onStore(event.data));
  events.addEventListener("draft", (event) => whenAnswered(() => onDraft(Number(event.data))));
  events.addEventListener("idle", (event) => onIdle(Number(event.data)));
  events.addEventListener("end", (event) => {
    disconnect();
    over("This page has ended", {
      BUTTON: "You ended it.",
      IDLE: "Nobody had used it for a while.",
    }[event.data] ?? "Kist was stopped.");
  });
}

function disconnect() {
  clearTimeout(silence);
  silence = 0;
  events?.close();
  events = null;
}

export function begin() {
  connect();
  document.addEventListener("visibilitychange", () => (document.hidden ? disconnect() : connect()));
  window.addEventListener("pagehide", disconnect);
  document.addEventListener("kist:news", showNews);
  document.addEventListener("kist:changed", onChangedHere);
  for (const kind of ["keydown", "pointerdown", "input"]) {
    document.addEventListener(kind, onUse, true);
  }
}
