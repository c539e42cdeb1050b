// The clipboard: a secret does not stay in it. A page may write to it only while it is in front, and cannot see what is in it.

import { ask } from "./notices.js";

const KEPT_MS = 30_000;
// A page that may write again only just has the focus.
const SETTLE_MS = 500;
const STORED = "kist-clipboard";

/** The secret that is in it, as far as this page knows: what it is, until when it stays, whether the page was left since. */
let secret = recall();
let timer = 0;
let isAsked = false;

/** Other pages of this tab go on where this one stops: none of it is the value. */
function remember() {
  try {
    if (secret) {
      sessionStorage.setItem(STORED, JSON.stringify(secret));
    } else {
      sessionStorage.removeItem(STORED);
    }
  } catch {
    // Then it is this page's alone.
  }
}

function recall() {
  try {
    return JSON.parse(sessionStorage.getItem(STORED));
  } catch {
    return null;
  }
}

function forget() {
  secret = null;
  isAsked = false;
  remember();
}

/** Notes what is in it now: a secret, by its name, or null for anything else. */
export function copied(what) {
  secret = what === null ? null : { what, until: Date.now() + KEPT_MS, isLeft: false };
  remember();
  wait();
}

function wait(least = 0) {
  clearTimeout(timer);
  if (secret) {
    timer = setTimeout(end, Math.max(least, secret.until - Date.now()));
  }
}

/** Somebody who was elsewhere may have copied something of their own, which is not this page's to take. */
function end() {
  if (!secret || !document.hasFocus()) {
    return;
  }
  if (secret.isLeft) {
    if (!isAsked) {
      isAsked = true;
      ask(`The clipboard may still hold ${secret.what}.`, "Clear it", (isYes) => (isYes ? clear() : forget()));
    }
  } else {
    clear();
  }
}

async function clear() {
  try {
    await navigator.clipboard.writeText("");
    forget();
  } catch {
    // The next time that the page is in front, it tries again.
  }
}

export function begin() {
  window.addEventListener("blur", () => {
    if (secret) {
      secret.isLeft = true;
      remember();
    }
  });
  window.addEventListener("focus", () => wait(SETTLE_MS));
  for (const kind of ["copy", "cut"]) {
    document.addEventListener(kind, () => copied(null));
  }
  wait(SETTLE_MS);
}
