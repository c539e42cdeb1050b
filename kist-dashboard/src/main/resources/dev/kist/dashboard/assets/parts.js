// Parts of pages that the server renders: the dialog, the drawer, what becomes of an answer that is a problem.

import { add, count, isSure, notice } from "./notices.js";
import { forget, hasTyped, mayGo } from "./typed.js";

const dialog = document.getElementById("dialog");
const drawer = document.getElementById("drawer");
const bar = document.getElementById("draft-bar");

let opener = null;
let wantsEdit = false;
let latest = null;
let asked = 0;
let afterwards = [];

/** Does something when no answer is waited for: what is told by itself does not overtake the answer that it is about. */
export function whenAnswered(action) {
  if (asked === 0) {
    action();
  } else {
    afterwards.push(action);
  }
}

function answered() {
  asked--;
  if (asked === 0) {
    const actions = afterwards;
    afterwards = [];
    actions.forEach((action) => action());
  }
}

/** Sends a form's values and gives the answer; one that is a problem is shown, and null is given. */
export async function post(path, values, { place = null, headers = {}, body = null } = {}) {
  let answer;
  asked++;
  try {
    answer = await fetch(path, {
      method: "POST",
      headers: { "HX-Request": "true", ...headers },
      body: body ?? new URLSearchParams(values),
    });
  } catch {
    notice("Kist does not answer. It may have ended.", "bad");
    return null;
  } finally {
    setTimeout(answered);
  }
  if (!answer.ok) {
    showProblem(await answer.text(), place);
    return null;
  }
  return answer;
}

/** What the server rendered, as an element. */
export function element(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content.firstElementChild;
}

function showProblem(html, place) {
  const slot = problemSlot(place);
  if (slot) {
    slot.innerHTML = html;
    slot.scrollIntoView({ block: "nearest" });
  } else {
    const problem = element(html);
    if (problem) {
      add(problem);
    }
  }
}

function problemSlot(place) {
  if (dialog.open) {
    return dialog.querySelector(".problems");
  }
  const inside = place?.closest?.(".drawer, form");
  return inside?.querySelector(".problems") ?? null;
}

export function isDialogOpen() {
  return dialog.open;
}

/** Opens a part in the dialog. */
export function openDialog(path, values = null) {
  return htmx.ajax(values ? "POST" : "GET", path, { target: "#dialog", swap: "innerHTML", values: values ?? {} });
}

/** Whether the page is loaded again when the dialog closes. */
export function reloadsWhenClosed() {
  return dialog.open && dialog.querySelector('[data-reload="true"]') !== null;
}

/**
 * Loads the page again, with the same rows: the table's script begins with it. Until then nothing can be begun that would be lost.
 * Where something was typed, the person is asked when. What is looked for in values may be one: no address holds it.
 */
export function reload() {
  if (hasTyped(document.body)) {
    document.dispatchEvent(new CustomEvent("kist:news"));
    return;
  }
  forget();
  document.body.inert = true;
  const form = document.querySelector("[data-search]");
  if (!form) {
    location.reload();
    return;
  }
  const address = new URL(location.href);
  if (!form.elements.inside.checked) {
    address.searchParams.set("text", form.elements.text.value);
  }
  address.searchParams.set("show", document.getElementById("grid").dataset.show);
  location.replace(address);
}

/** Whether the rows are those whose notes or values hold a text. */
export function isSearchingInside() {
  const form = document.querySelector("[data-search]");
  return Boolean(form?.elements.inside.checked && form.elements.text.value);
}

/** The same when a person asked for it: twice, where something was typed. */
export function reloadNow() {
  if (mayGo(document.body)) {
    forget();
    reload();
  }
}

export function closeDialog() {
  if (dialog.open) {
    dialog.close();
  }
}

/** Opens a secret at the side. */
export function openSecret(name, environment, { from = null, edit = false, background = false } = {}) {
  if (!drawer) {
    return Promise.resolve();
  }
  if (from) {
    opener = from;
  }
  wantsEdit = edit;
  const address = new URLSearchParams({ name, environment });
  return htmx.ajax("GET", `secret?${address}`, {
    target: "#drawer",
    swap: "innerHTML",
    headers: background ? { "Kist-Background": "1" } : {},
  });
}

export function closeDrawer() {
  if (!drawer || drawer.hidden || !mayGo(drawer)) {
    return;
  }
  latest = null;
  drawer.hidden = true;
  drawer.replaceChildren();
  document.body.classList.remove("with-drawer");
  history.replaceState(null, "", location.pathname);
  document.dispatchEvent(new CustomEvent("kist:closed", { detail: { opener } }));
}

/** Which secret is open at the side; null if none is. */
export function openedSecret() {
  const inner = drawer?.querySelector(".drawer-inner");
  return inner ? { name: inner.dataset.name, environment: inner.dataset.environment } : null;
}

/** Whether an answer for the drawer came too late, or, asked for by nobody, would disturb and shows nothing new. */
function isStale(xhr, isBackground, html) {
  const next = isBackground ? element(html) : null;
  return xhr !== latest || (next && (isEditing() || next.dataset.shape === drawer.querySelector(".drawer-inner")?.dataset.shape));
}

/** Whether something is typed into the drawer that is not in the draft yet. */
export function isEditing() {
  return Boolean(drawer?.querySelector("form[data-edit]"));
}

/** Whether a request would take away what was typed, and was not meant to. */
function isSlip({ elt, target }) {
  if (target === dialog) {
    return dialog.open && !dialog.contains(elt) && !mayGo(dialog);
  }
  return target === drawer && !elt.matches("form") && !mayGo(drawer);
}

function drawerShown() {
  const inner = drawer.querySelector(".drawer-inner");
  if (!inner) {
    return;
  }
  const wasHidden = drawer.hidden;
  drawer.hidden = false;
  document.body.classList.add("with-drawer");
  history.replaceState(null, "", `./?${new URLSearchParams({ name: inner.dataset.name, environment: inner.dataset.environment })}`);
  drawer.querySelector(".tab[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  document.dispatchEvent(new CustomEvent("kist:opened", { detail: { ...inner.dataset } }));
  if (wantsEdit) {
    wantsEdit = false;
    // After htmx has taken the new buttons in hand.
    setTimeout(() => drawer.querySelector("#edit-button")?.click());
  } else if (wasHidden || !drawer.contains(document.activeElement)) {
    if (opener || wasHidden) {
      drawer.focus({ preventScroll: true });
    }
  }
}

function dialogShown() {
  const done = dialog.querySelector("[data-toast]");
  if (done) {
    closeDialog();
    notice(done.dataset.toast, "good");
    return;
  }
  if (!dialog.open) {
    dialog.showModal();
  }
  const first = dialog.querySelector("[data-focus]:not([disabled])") ?? dialog.querySelector("#dialog-title");
  first?.focus();
}

/** How many changes are not saved. */
export function draftCount() {
  return Number(bar.dataset.count);
}

export function showDraft(number) {
  bar.dataset.count = String(number);
  bar.hidden = number === 0;
  bar.querySelector(".number").textContent = count(number, "change");
}

/** Fields that become as high as their text. */
export function grow(field) {
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight + 2, Math.round(window.innerHeight * 0.5))}px`;
}

export function begin() {
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, requestConfig } = event.detail;
    if (xhr.status >= 400) {
      event.detail.shouldSwap = false;
      showProblem(xhr.responseText, requestConfig.elt);
    } else if (event.detail.target === drawer && requestConfig.elt.matches("[data-closes]") && hasTyped(drawer)) {
      event.detail.shouldSwap = false;
      closeDialog();
      notice("It is in the draft.", "good");
    } else if (event.detail.target === drawer && isStale(xhr, "Kist-Background" in requestConfig.headers, xhr.responseText)) {
      event.detail.shouldSwap = false;
    }
  });
  document.body.addEventListener("htmx:sendError", () => notice("Kist does not answer. It may have ended.", "bad"));
  document.body.addEventListener("htmx:timeout", () => notice("Kist does not answer in time.", "bad"));
  document.body.addEventListener("htmx:confirm", (event) => {
    const question = event.detail.elt.dataset.ask;
    if (isSlip(event.detail)) {
      event.preventDefault();
    } else if (question) {
      event.preventDefault();
      if (isSure(event.detail.elt, question)) {
        event.detail.issueRequest(true);
      }
    }
  });
  document.body.addEventListener("htmx:beforeSend", (event) => {
    asked++;
    event.detail.xhr.addEventListener("loadend", () => setTimeout(answered));
  });
  document.body.addEventListener("htmx:beforeRequest", (event) => {
    if (event.detail.target === drawer) {
      latest = event.detail.xhr;
    }
    document.querySelectorAll(".problems").forEach((slot) => slot.replaceChildren());
  });
  document.body.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target === dialog) {
      dialogShown();
    } else if (event.detail.target === drawer) {
      if (dialog.open && event.detail.requestConfig.elt.closest?.("[data-closes]")) {
        closeDialog();
      }
      drawerShown();
    }
    event.detail.target.querySelectorAll?.("[data-grows]").forEach(grow);
    drawer?.querySelectorAll("form[data-edit] [data-grows]").forEach(grow);
    drawer?.querySelector("form[data-edit] [data-focus]")?.focus();
  });
  document.addEventListener("input", (event) => {
    if (event.target.matches("[data-grows]")) {
      grow(event.target);
    }
    if (event.target.matches("[data-all]")) {
      event.target
        .closest(".picks")
        .querySelectorAll('input[name="names"]')
        .forEach((box) => (box.checked = event.target.checked));
    }
  });
  document.addEventListener("click", (event) => {
    const close = event.target.closest("[data-close]");
    if (close) {
      if (close.closest(".dialog-foot") || mayGo(dialog)) {
        closeDialog();
      }
    } else if (event.target.closest('[data-act="close-drawer"]')) {
      closeDrawer();
    } else if (event.target.closest('[data-act="cancel-edit"]')) {
      const secret = openedSecret();
      event.target.closest("form").reset();
      openSecret(secret.name, secret.environment);
    } else if (event.target === dialog && mayGo(dialog)) {
      closeDialog();
    }
  });
  dialog.addEventListener("cancel", (event) => {
    if (!mayGo(dialog)) {
      event.preventDefault();
    }
  });
  // What was typed or shown there does not stay in the page.
  dialog.addEventListener("close", () => {
    const reloads = dialog.querySelector('[data-reload="true"]') !== null;
    dialog.replaceChildren();
    if (reloads) {
      document.dispatchEvent(new CustomEvent("kist:changed"));
    }
  });
  document.body.addEventListener("kist:draft", (event) => {
    showDraft(event.detail.count);
    document.dispatchEvent(new CustomEvent("kist:table"));
    const secret = openedSecret();
    // What was asked for from the drawer, or closes the dialog, is an answer for the drawer itself.
    if (secret && !isEditing() && !drawer.contains(event.target) && !event.target.closest("[data-closes]")) {
      openSecret(secret.name, secret.environment);
    }
  });
}
