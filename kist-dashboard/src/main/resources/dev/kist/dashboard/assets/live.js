// What the server tells by itself: changes of others, the store away and back, the end.

import { refresh } from "./grid.js";
import { isDialogOpen, isEditing, openedSecret, openSecret } from "./parts.js";
import { notice } from "./notices.js";
import { hideAll } from "./values.js";

const live = document.getElementById("live");
const banner = document.getElementById("banner");
const page = document.body.dataset.page;
const SILENCE_MS = 4000;

let silence = 0;
let isOver = false;
let store = "back";

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

function onChange(data) {
  const [environment, ...rest] = data.split(" ");
  const names = rest.filter(Boolean);
  if (page === "") {
    if (!environment) {
      // Environments came, went, or have other keys: the columns are others.
      reloadWhenIdle();
      return;
    }
    refresh({ environment, names });
    const secret = openedSecret();
    if (secret && secret.environment === environment && names.includes(secret.name)) {
      if (isEditing()) {
        notice(`Somebody else has just changed ${secret.name} in ${environment}. You are asked when you save.`, "warn");
      } else {
        openSecret(secret.name, secret.environment, { background: true });
      }
    }
  } else if (page === "log" || page === "access") {
    reloadWhenIdle();
  }
}

function reloadWhenIdle() {
  const isBusy = isDialogOpen() || isEditing() || document.activeElement?.matches("input, textarea, select");
  if (isBusy) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button small";
    button.textContent = "Show it";
    button.addEventListener("click", () => location.reload());
    show("news", "Somebody else has changed something here.", button);
  } else if (page === "") {
    // The table's script begins with the page.
    location.reload();
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
