// The keyboard. Single letters can be turned off, since speech input may type them.

import { closeDrawer, isDialogOpen, openDialog, openedSecret } from "./parts.js";
import { letter } from "./cells.js";

const STORED = "kist-single-keys";
const PAGES = { s: "./", a: "access", l: "log", c: "findings" };
const PREFIX_MS = 1500;

let prefix = 0;

function areLettersOn() {
  try {
    return localStorage.getItem(STORED) !== "off";
  } catch {
    return true;
  }
}

function isTyping(element) {
  return element.matches?.("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");
}

function press(id) {
  const button = document.getElementById(id);
  if (button) {
    button.click();
  }
  return Boolean(button);
}

export function nextTheme() {
  const root = document.documentElement;
  const next = { undefined: "dark", dark: "light", light: undefined }[root.dataset.theme];
  try {
    if (next) {
      root.dataset.theme = next;
      localStorage.setItem("kist-theme", next);
    } else {
      delete root.dataset.theme;
      localStorage.removeItem("kist-theme");
    }
  } catch {
    // It is remembered in this tab alone.
  }
}

function onLetter(event) {
  if (prefix) {
    clearTimeout(prefix);
    prefix = 0;
    if (PAGES[event.key]) {
      location.assign(PAGES[event.key]);
      return true;
    }
  }
  switch (event.key) {
    case "/": {
      const field = document.getElementById("search");
      field?.focus();
      field?.select();
      return Boolean(field);
    }
    case "?":
      return press("help-button");
    case "n":
      return press("new-button");
    case "i":
      return press("import-button");
    case "t":
      nextTheme();
      return true;
    case "g":
      prefix = setTimeout(() => (prefix = 0), PREFIX_MS);
      return true;
    case "e":
      return letter("e") || (openedSecret() !== null && press("edit-button"));
    case "Delete":
      return letter("Delete") || (openedSecret() !== null && press("delete-button"));
    default:
      return letter(event.key);
  }
}

function onKey(event) {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
    event.preventDefault();
    review();
    return;
  }
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
    const form = event.target.closest?.("form");
    if (form) {
      event.preventDefault();
      form.requestSubmit();
    }
    return;
  }
  if (event.key === "Escape" && !isDialogOpen()) {
    if (document.activeElement?.id === "search" && document.activeElement.value) {
      document.activeElement.value = "";
      document.activeElement.dispatchEvent(new Event("input", { bubbles: true }));
    } else if (openedSecret()) {
      closeDrawer();
    }
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || isDialogOpen() || isTyping(event.target) || !areLettersOn()) {
    return;
  }
  if (onLetter(event)) {
    event.preventDefault();
  }
}

/** Keeps what is being typed, then shows the plan; where it is shown already, saves. */
function review() {
  const save = document.getElementById("save-button");
  if (isDialogOpen()) {
    if (save && !save.disabled) {
      save.click();
    }
    return;
  }
  const form = document.querySelector("form[data-edit]");
  if (form) {
    if (form.reportValidity()) {
      document.body.addEventListener("kist:draft", () => setTimeout(() => openDialog("review")), { once: true });
      form.requestSubmit();
    }
  } else {
    openDialog("review");
  }
}

export function begin() {
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", (event) => {
    if (event.target.closest('[data-act="theme"]')) {
      nextTheme();
    }
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches('[data-act="single-keys"]')) {
      try {
        localStorage.setItem(STORED, event.target.checked ? "on" : "off");
      } catch {
        // It cannot be remembered.
      }
    }
  });
  document.body.addEventListener("htmx:afterSwap", () => {
    const box = document.querySelector('[data-act="single-keys"]');
    if (box) {
      box.checked = areLettersOn();
    }
  });
}
