// Values: fetched when they are shown or copied, hidden when the tab is left.

import { copied } from "./clipboard.js";
import { notice } from "./notices.js";
import { post } from "./parts.js";

const DOTS = "••••••••";

// What is not seen where a value is shown: controls, marks of direction, characters without a width, spaces of another kind.
const UNSEEN = /[\0-\x08\x0b-\x1f\x7f-\xa0\xad\u061c\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]/gu;
const MOST_NAMED = 4;

/** Where the value belongs that an element stands for. */
export function placeOf(element) {
  const holder = element.closest("[data-name]");
  const environment = element.closest("[data-environment]")?.dataset.environment;
  return { name: holder.dataset.name, environment };
}

/** Gives a value as text; null if it cannot be had. */
async function fetchCopied(place, near) {
  const answer = await post("value", place, { place: near });
  if (answer?.headers.has("Kist-Binary")) {
    notice(`${place.name} is binary: open it, and save it as a file.`, "bad");
    return null;
  }
  return answer ? answer.text() : null;
}

/** The same, or how a binary one begins; null, too, if the tab was left in the meantime. */
async function fetchShown(place, near) {
  const answer = await post("value", place, { place: near });
  const value = answer ? await answer.text() : null;
  return document.hidden ? null : value;
}

/** What the eye misses in a value; null if that is nothing. */
function unseen(value) {
  const about = [];
  const codes = [...new Set(value.match(UNSEEN) ?? [])].map((char) =>
    char === "\r" ? "CR" : `U+${char.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`);
  if (codes.length > 0) {
    const more = codes.length > MOST_NAMED ? ", and others" : "";
    about.push(`It holds characters that are not seen: ${codes.slice(0, MOST_NAMED).join(", ")}${more}.`);
  }
  const blank = (kind) => [[`^${kind}`, "begins"], [`${kind}$`, "ends"]]
    .filter(([edge]) => new RegExp(edge).test(value)).map(([, word]) => word).join(" and ");
  for (const [kind, name] of [["[ \\t]", "a space or tab"], ["[\r\n]", "a line end"]]) {
    if (blank(kind)) {
      about.push(`It ${blank(kind)} with ${name}.`);
    }
  }
  if (/[ \t]\r?\n/.test(value)) {
    about.push("A line of it ends with a space or tab.");
  }
  return about.length > 0 ? about.join(" ") : null;
}

/** Shows the value in a cell of the table, or hides it. */
export async function toggleCell(cell) {
  const shown = cell.querySelector(".shown");
  if (!shown) {
    return;
  }
  if (shown.dataset.revealed) {
    hide(shown);
    return;
  }
  const value = await fetchShown(placeOf(cell), cell);
  if (value !== null && shown.isConnected) {
    reveal(shown, value.length === 0 ? "(empty)" : value.replaceAll("\n", " ⏎ "));
  }
}

/** Shows the value in the drawer, or hides it. */
async function toggleBox(button) {
  const part = button.closest("section");
  const box = part.querySelector("[data-value]");
  const stored = Boolean(button.dataset.stored);
  const isShown = box.dataset.revealed === (stored ? "stored" : "value");
  part.querySelectorAll('[data-act="show"]').forEach((other) => press(other, false));
  if (isShown) {
    hide(box);
    return;
  }
  const value = await fetchShown(stored ? { ...placeOf(box), stored: "1" } : placeOf(box), box);
  if (value !== null && box.isConnected) {
    reveal(box, value, stored ? "stored" : "value");
    box.classList.toggle("empty", value.length === 0);
    const about = unseen(value);
    if (about) {
      const line = document.createElement("p");
      line.className = "unseen small";
      line.textContent = about;
      box.after(line);
    }
    press(button, true);
  }
}

function press(button, pressed) {
  button.setAttribute("aria-pressed", String(pressed));
  const word = button.querySelector("span");
  if (word) {
    word.textContent = word.textContent.replace(/^(Show|Hide)/, pressed ? "Hide" : "Show");
  }
}

function reveal(element, value, mark = "value") {
  if (element.dataset.revealed) {
    hide(element);
  }
  element.dataset.revealed = mark;
  element.textContent = value;
  // A cell is called by what it says while its value is hidden; then by what stands in it.
  const cell = element.closest('[role="gridcell"]');
  if (cell) {
    cell.dataset.hiddenLabel = cell.getAttribute("aria-label");
    cell.removeAttribute("aria-label");
  }
  if (element.hasAttribute("aria-label")) {
    element.setAttribute("aria-label", "Value");
  }
}

function hide(element) {
  delete element.dataset.revealed;
  const cell = element.closest("[data-hidden-label]");
  if (cell) {
    cell.setAttribute("aria-label", cell.dataset.hiddenLabel);
    delete cell.dataset.hiddenLabel;
  }
  element.classList.remove("empty");
  if (element.nextElementSibling?.classList.contains("unseen")) {
    element.nextElementSibling.remove();
  }
  const dots = document.createElement("span");
  dots.className = "dots";
  dots.textContent = DOTS;
  element.replaceChildren(dots);
  if (element.hasAttribute("aria-label")) {
    element.setAttribute("aria-label", "Value, hidden");
  }
}

/** Goes on showing in new rows the values that are shown in those before, where they are the same versions. */
export function carryOver(before, rows) {
  before.querySelectorAll(".shown[data-revealed]").forEach((shown) => {
    const { environment, version } = shown.closest(".cell").dataset;
    const { name } = shown.closest(".row").dataset;
    const next = rows.querySelector(
      `[data-name="${CSS.escape(name)}"] [data-environment="${CSS.escape(environment)}"][data-version="${version}"] .shown`);
    if (next) {
      reveal(next, shown.textContent, shown.dataset.revealed);
    }
  });
}

/** Hides everything that is shown; what is being typed or chosen is veiled until the person goes on. */
export function hideAll() {
  document.querySelectorAll("[data-revealed]").forEach(hide);
  document.querySelectorAll('[data-act="show"][aria-pressed="true"]').forEach((button) => press(button, false));
  document.querySelectorAll(".revealed").forEach((part) => part.replaceChildren());
  document.querySelectorAll(".veilable").forEach((part) => (part.value ?? part.textContent) && part.classList.add("veiled"));
}

/** Where somebody goes on: in a field, or among the values to choose from. */
function unveil(target) {
  target.classList?.remove("veiled");
  target.closest?.(".decisions")?.querySelectorAll(".veiled").forEach((part) => part.classList.remove("veiled"));
}

/** Copies a value. */
export async function copyValue(place, near) {
  // The promise goes to the clipboard itself: after waiting for it, some browsers no longer count the click.
  const value = fetchCopied(place, near);
  try {
    if (window.ClipboardItem && navigator.clipboard?.write) {
      const blob = value.then((text) => {
        if (text === null) {
          throw new Error("no value");
        }
        return new Blob([text], { type: "text/plain" });
      });
      await navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
    } else {
      await navigator.clipboard.writeText(await value);
    }
  } catch {
    if ((await value) !== null) {
      notice("The browser does not let this page copy. Show the value and copy it from there.", "bad");
    }
    return;
  }
  const what = `${place.name} of ${place.environment}`;
  copied(what);
  notice(`Copied ${what}. The clipboard is cleared in 30 seconds; if you were elsewhere, you are asked.`, "good");
}

/** Copies text that is no secret. */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    copied(null);
    notice("Copied.", "good");
  } catch {
    notice("The browser does not let this page copy.", "bad");
  }
}

export function begin() {
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
      hideAll();
    }
  });
  window.addEventListener("pagehide", hideAll);
  document.body.addEventListener("htmx:afterSwap", () => document.hidden && hideAll());
  for (const kind of ["pointerdown", "keydown"]) {
    document.addEventListener(kind, (event) => unveil(event.target), true);
  }
  document.addEventListener("click", (event) => {
    const act = event.target.closest("[data-act]");
    const text = event.target.closest("[data-copy-text]");
    if (text) {
      copyText(text.dataset.copyText);
    } else if (act?.dataset.act === "show" && act.closest(".drawer")) {
      toggleBox(act);
    } else if (act?.dataset.act === "copy" && act.closest(".drawer")) {
      copyValue(placeOf(act), act);
    } else if (act?.dataset.act === "hide") {
      act.closest(".revealed").replaceChildren();
    }
  });
}
