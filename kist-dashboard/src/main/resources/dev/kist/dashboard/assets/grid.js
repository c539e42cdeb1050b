// The table: only the rows that can be seen are in the page, in blocks that the server renders.

import { carryOver } from "./values.js";

const BLOCK = 60;
const KEPT_BLOCKS = 3;
const TYPING_MS = 120;

const grid = document.getElementById("grid");
const body = document.getElementById("grid-body");
const drawer = document.getElementById("drawer");

const blocks = new Map();
const texts = new WeakMap();
const loading = new Map();
let size = 0;
let rowHeight = 44;
let generation = 0;
let active = { index: 0, column: 0 };

function rows(first, last) {
  const wanted = [];
  for (let from = Math.floor(first / BLOCK) * BLOCK; from <= last && from < size; from += BLOCK) {
    wanted.push(Math.max(0, from));
  }
  return wanted;
}

function visible() {
  const first = Math.floor(grid.scrollTop / rowHeight);
  const last = Math.ceil((grid.scrollTop + grid.clientHeight) / rowHeight);
  return { first: Math.max(0, first - 15), last: Math.min(size - 1, last + 25) };
}

function query() {
  const form = document.querySelector("[data-search]");
  const values = new URLSearchParams({ show: grid.dataset.show });
  values.set("text", form.elements.text.value);
  if (form.elements.inside.checked) {
    values.set("inside", "1");
  }
  return values;
}

/** Puts a block where it belongs, in the place of the one before. */
function place(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  const block = template.content.firstElementChild;
  const from = Number(block.dataset.from);
  const before = blocks.get(from);
  if (before && texts.get(before) === html) {
    // What is shown in it, and the focus, stay.
    return;
  }
  texts.set(block, html);
  const focused = before?.contains(document.activeElement);
  carryOver(body, block);
  block.style.top = `${from * rowHeight}px`;
  if (before) {
    before.replaceWith(block);
  } else {
    body.append(block);
  }
  blocks.set(from, block);
  if (Number(block.dataset.size) !== size) {
    resize(Number(block.dataset.size));
  }
  counts(JSON.parse(block.dataset.counts));
  heads(JSON.parse(block.dataset.inEach));
  if (focused) {
    focusCell(active.index, active.column, { scroll: false });
  } else {
    cell(active.index, active.column)?.setAttribute("tabindex", "0");
  }
  mark();
}

function resize(number) {
  size = number;
  grid.dataset.size = String(size);
  grid.setAttribute("aria-rowcount", String(size + 1));
  body.style.height = `${size * rowHeight}px`;
  for (const [from, block] of blocks) {
    if (from >= size && from > 0) {
      block.remove();
      blocks.delete(from);
    }
  }
}

function counts(numbers) {
  document.querySelectorAll(".filter .count").forEach((badge) => {
    const number = numbers[Number(badge.dataset.count)];
    badge.textContent = number.toLocaleString("en");
    const button = badge.closest(".filter");
    const isRare = ["unreadable", "draft"].includes(button.dataset.show);
    button.hidden = isRare && number === 0 && grid.dataset.show !== button.dataset.show;
  });
  grid.querySelector('[data-empty="none"]').hidden = numbers[0] > 0;
  grid.querySelector('[data-empty="filtered"]').hidden = numbers[0] === 0 || size > 0;
}

/** How many secrets each environment has. */
function heads(numbers) {
  const cells = grid.querySelectorAll(".head-cell");
  if (cells.length === numbers.length) {
    cells.forEach((head, i) => {
      const badge = head.querySelector(".count");
      if (badge) {
        badge.textContent = numbers[i].toLocaleString("en");
      }
    });
  }
}

async function load(from, { background = false } = {}) {
  if (loading.has(from)) {
    return loading.get(from);
  }
  const mine = generation;
  const values = query();
  values.set("from", String(from));
  const headers = background ? { "HX-Request": "true", "Kist-Background": "1" } : { "HX-Request": "true" };
  // What is looked for in values may be one: no address holds it.
  const request = values.has("inside") ? fetch("rows", { method: "POST", headers, body: values }) : fetch(`rows?${values}`, { headers });
  const work = request
    .then(async (answer) => {
      if (!answer.ok || mine !== generation) {
        return;
      }
      const html = await answer.text();
      if (mine === generation) {
        place(html);
      }
    })
    .catch(() => {
      // The line at the top says that Kist does not answer.
    })
    .finally(() => {
      if (loading.get(from) === work) {
        loading.delete(from);
      }
    });
  loading.set(from, work);
  return work;
}

function fill() {
  const { first, last } = visible();
  const wanted = rows(first, last);
  for (const from of wanted) {
    if (!blocks.has(from)) {
      load(from);
    }
  }
  for (const [from, block] of blocks) {
    const isFar = from < first - KEPT_BLOCKS * BLOCK || from > last + KEPT_BLOCKS * BLOCK;
    if (isFar && !block.contains(document.activeElement)) {
      block.remove();
      blocks.delete(from);
    }
  }
}

/** Loads the shown rows again, and points out the cells that changed. */
export async function refresh({ environment = "", names = [], background = true } = {}) {
  if (!grid) {
    return;
  }
  generation++;
  loading.clear();
  const { first, last } = visible();
  const wanted = size === 0 ? [0] : rows(first, last);
  for (const [from, block] of blocks) {
    if (!wanted.includes(from)) {
      block.remove();
      blocks.delete(from);
    }
  }
  await Promise.all((wanted.length ? wanted : [0]).map((from) => load(from, { background })));
  for (const name of names) {
    body
      .querySelectorAll(`[data-name="${CSS.escape(name)}"] [data-environment="${CSS.escape(environment)}"]`)
      .forEach((changed) => {
        changed.classList.add("flash");
        setTimeout(() => changed.classList.remove("flash"), 2500);
      });
  }
}

/** Shows other rows: another search or filter. */
async function search() {
  generation++;
  loading.clear();
  grid.scrollTop = 0;
  active = { index: 0, column: active.column };
  const stale = [...blocks].filter(([from]) => from > 0);
  await load(0, { background: false });
  for (const [from, block] of stale) {
    if (blocks.get(from) === block) {
      block.remove();
      blocks.delete(from);
    }
  }
  fill();
}

function row(index) {
  return body.querySelector(`[aria-rowindex="${index + 2}"]`);
}

function cell(index, column) {
  return row(index)?.children[column] ?? null;
}

/** Which cell a place in the table is. */
export function where(element) {
  const line = element.closest("#grid-body .row");
  const box = element.closest('[role="gridcell"], [role="rowheader"]');
  return line && box
    ? { index: Number(line.getAttribute("aria-rowindex")) - 2, column: [...line.children].indexOf(box) }
    : null;
}

/** Which cell has, or had, the focus. */
export function activeCell() {
  return { ...active };
}

/** How many rows a page up or down is. */
export function rowsOfAPage() {
  return Math.max(1, Math.floor(grid.clientHeight / rowHeight) - 2);
}

/** Moves to a cell; one that is not in the page yet is fetched. */
export async function focusCell(index, column, { scroll = true } = {}) {
  const columns = grid.querySelector(".head").children.length;
  const target = {
    index: Math.max(0, Math.min(size - 1, index)),
    column: Math.max(0, Math.min(columns - 1, column)),
  };
  cell(active.index, active.column)?.setAttribute("tabindex", "-1");
  active = target;
  if (scroll) {
    const head = grid.querySelector(".grid-head").offsetHeight;
    const top = target.index * rowHeight;
    if (top < grid.scrollTop) {
      grid.scrollTop = top;
    } else if (top + rowHeight + head > grid.scrollTop + grid.clientHeight) {
      grid.scrollTop = top + rowHeight + head - grid.clientHeight;
    }
  }
  if (!cell(target.index, target.column)) {
    await load(Math.floor(target.index / BLOCK) * BLOCK);
  }
  const box = cell(active.index, active.column);
  if (box) {
    box.setAttribute("tabindex", "0");
    box.focus({ preventScroll: true });
    scroll && box.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
}

/** Marks the row that is open at the side. */
function mark() {
  const inner = drawer?.querySelector(".drawer-inner");
  body.querySelectorAll(".row.opened").forEach((line) => line.classList.remove("opened"));
  if (inner && !drawer.hidden) {
    body.querySelector(`[data-name="${CSS.escape(inner.dataset.name)}"]`)?.classList.add("opened");
  }
}

function measure() {
  const probe = document.createElement("div");
  probe.className = "row probe";
  body.append(probe);
  const height = probe.getBoundingClientRect().height;
  probe.remove();
  if (height > 0 && height !== rowHeight) {
    rowHeight = height;
    body.style.height = `${size * rowHeight}px`;
    blocks.forEach((block, from) => (block.style.top = `${from * rowHeight}px`));
  }
}

export function begin() {
  if (!grid) {
    return;
  }
  // The style sheet knows no more than 16 by itself.
  grid.style.setProperty("--columns", String(grid.querySelector(".head").children.length - 1));
  size = Number(grid.dataset.size);
  measure();
  const first = body.querySelector(".block");
  blocks.set(0, first);
  first.style.top = "0px";
  body.style.height = `${size * rowHeight}px`;
  cell(0, 0)?.setAttribute("tabindex", "0");
  fill();
  let waiting = 0;
  grid.addEventListener("scroll", () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(fill);
  }, { passive: true });
  new ResizeObserver(() => {
    measure();
    fill();
  }).observe(grid);
  grid.addEventListener("focusin", (event) => {
    const at = where(event.target);
    if (at && (at.index !== active.index || at.column !== active.column)) {
      cell(active.index, active.column)?.setAttribute("tabindex", "-1");
      active = at;
    }
  });
  const form = document.querySelector("[data-search]");
  let typing = 0;
  form.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(search, form.elements.inside.checked ? 350 : TYPING_MS);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    focusCell(0, active.column);
  });
  form.elements.text.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") {
      event.preventDefault();
      focusCell(0, active.column);
    }
  });
  document.querySelectorAll(".filter").forEach((button) =>
    button.addEventListener("click", () => {
      grid.dataset.show = button.dataset.show;
      document.querySelectorAll(".filter").forEach((other) => other.setAttribute("aria-pressed", String(other === button)));
      search();
    }));
  grid.querySelector('[data-act="clear"]')?.addEventListener("click", () => {
    form.elements.text.value = "";
    document.querySelector('.filter[data-show="all"]').click();
  });
  document.addEventListener("kist:table", () => refresh({ background: true }));
  document.addEventListener("kist:opened", mark);
  document.addEventListener("kist:closed", (event) => {
    mark();
    const back = event.detail.opener ?? active;
    focusCell(back.index, back.column, { scroll: false });
  });
}
