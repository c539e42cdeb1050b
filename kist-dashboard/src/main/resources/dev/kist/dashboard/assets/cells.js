// What keys and the mouse do to a cell of the table.

import { activeCell, focusCell, rowsOfAPage, where } from "./grid.js";
import { openSecret } from "./parts.js";
import { copyValue, placeOf, toggleCell } from "./values.js";

const CELLS = '#grid-body [role="gridcell"], #grid-body [role="rowheader"]';

const grid = document.getElementById("grid");

function open(box, edit) {
  const line = box.closest(".row");
  const environment =
    box.dataset.environment ?? line.querySelector('[role="gridcell"]')?.dataset.environment;
  if (environment) {
    return openSecret(line.dataset.name, environment, { from: activeCell(), edit });
  }
  return null;
}

function onKey(event) {
  const at = where(event.target);
  const isToTheEdge = event.ctrlKey && (event.key === "Home" || event.key === "End");
  if (!at || (event.ctrlKey && !isToTheEdge) || event.metaKey || event.altKey) {
    return;
  }
  const page = rowsOfAPage();
  const moves = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
    PageUp: [-page, 0],
    PageDown: [page, 0],
    Home: [0, -Infinity],
    End: [0, Infinity],
  };
  const box = event.target.closest(CELLS);
  if (moves[event.key]) {
    const [down, right] = moves[event.key];
    focusCell(isToTheEdge ? right : at.index + down, at.column + right);
  } else if (event.key === "Enter" || event.key === " ") {
    open(box, false);
  } else {
    return;
  }
  event.preventDefault();
}

/** Does what a letter means for the cell that has the focus; false if it means nothing there. */
export function letter(key) {
  const box = grid?.contains(document.activeElement)
    ? document.activeElement.closest(CELLS)
    : null;
  if (!box) {
    return false;
  }
  if (key === "e") {
    open(box, true);
  } else if (key === "Delete" && box.dataset.environment) {
    open(box, false)?.then(() => document.getElementById("delete-button")?.click());
  } else if (key === "r") {
    toggleCell(box);
  } else if (key === "c" && box.classList.contains("value")) {
    copyValue(placeOf(box), box);
  } else {
    return false;
  }
  return true;
}

function onClick(event) {
  const box = event.target.closest(CELLS);
  if (!box) {
    return;
  }
  const at = where(box);
  const act = event.target.closest("[data-cell-act]")?.dataset.cellAct;
  if (act === "show") {
    toggleCell(box);
  } else if (act === "copy") {
    copyValue(placeOf(box), box);
  } else {
    if (String(getSelection())) {
      return;
    }
    focusCell(at.index, at.column, { scroll: false }).then(() => open(box, false));
  }
}

export function begin() {
  if (!grid) {
    return;
  }
  const acts = document.getElementById("cell-acts").content.firstElementChild;
  grid.addEventListener("keydown", onKey);
  grid.addEventListener("click", onClick);
  grid.addEventListener("pointerover", (event) => {
    const box = event.pointerType === "mouse" ? event.target.closest(".cell.value") : null;
    if (box && acts.parentElement !== box) {
      box.append(acts);
    }
  });
}
