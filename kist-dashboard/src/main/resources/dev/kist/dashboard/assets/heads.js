// What stands around the rows of the table: the environments, what cannot be read, what can be done. It is put in its place
// without loading the page again, so that what is shown, the focus and the place where one reads stay.

import { activeCell, focusCell, refresh } from "./grid.js";

const grid = document.getElementById("grid");

let wanted = 0;

/** Whether there is a table whose heads can be put in place. */
export function canRenew() {
  return grid !== null;
}

/** Where the focus is, in words that hold when rows and columns have moved. */
function focusedPlace() {
  const focused = document.activeElement;
  const cell = focused?.closest("#grid-body .cell, #grid-body .name");
  if (cell) {
    return { name: cell.closest(".row").dataset.name, environment: cell.dataset.environment ?? "" };
  }
  const head = focused?.closest(".head-cell");
  return head ? { head: head.dataset.environment, link: focused.matches("a") } : null;
}

function focusAgain(place) {
  if (!place) {
    return;
  }
  if (place.head) {
    const head = grid.querySelector(`.head-cell[data-environment="${CSS.escape(place.head)}"]`);
    (head?.querySelector(place.link ? "a" : "button") ?? head?.querySelector("a"))?.focus({ preventScroll: true });
    return;
  }
  const heads = [...grid.querySelectorAll(".head-cell")].map((head) => head.dataset.environment);
  const row = grid.querySelector(`#grid-body [data-name="${CSS.escape(place.name)}"]`);
  const index = row ? Number(row.getAttribute("aria-rowindex")) - 2 : activeCell().index;
  focusCell(index, heads.indexOf(place.environment) + 1, { scroll: false });
}

/** Puts the parts of a fresh page into this one; those that are as they were stay untouched. */
function put(fresh) {
  fresh.querySelectorAll("[data-around]").forEach((next) => {
    const now = document.querySelector(`[data-around="${next.dataset.around}"]`);
    if (!now || now.innerHTML === next.innerHTML) {
      return;
    }
    const isOpen = now.querySelector("details")?.open ?? false;
    now.replaceChildren(...next.childNodes);
    now.querySelectorAll("details").forEach((details) => (details.open = isOpen));
    htmx.process(now);
  });
  const next = fresh.getElementById("grid");
  grid.className = next.className;
  grid.setAttribute("aria-colcount", next.getAttribute("aria-colcount"));
  grid.style.setProperty("--columns", String(grid.querySelectorAll(".head-cell").length));
}

/** Shows the environments as they are now, and the rows with them. False if that takes the page to be loaded again. */
export async function renew() {
  const mine = ++wanted;
  let answer;
  try {
    answer = await fetch("./", { headers: { "Kist-Background": "1" } });
  } catch {
    // The line at the top says that Kist does not answer.
    return true;
  }
  if (!answer.ok) {
    // The store does not answer; it is looked again when it does.
    return true;
  }
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (mine !== wanted) {
    return true;
  }
  if (!fresh.getElementById("grid")) {
    return false;
  }
  const place = focusedPlace();
  put(fresh);
  await refresh({ background: true });
  focusAgain(place);
  return true;
}
