// What was typed and is not in the draft yet: a slip does not lose it.

import { notice } from "./notices.js";

const FIELDS = "textarea, input:not([type=hidden], [type=checkbox], [type=radio], [type=file], [type=search])";
const SURE_MS = 5000;

let asked = null;
let askedUntil = 0;
let isForgotten = false;

/** Whether a part of the page holds something that would have to be typed again. */
export function hasTyped(part) {
  return (
    !isForgotten &&
    (part.querySelector("[data-kept]") !== null ||
      [...part.querySelectorAll(FIELDS)].some((field) => field.value !== field.defaultValue))
  );
}

/** Whether a part may go. Where something was typed into it, it says so, and the second time is meant. */
export function mayGo(part) {
  if (!hasTyped(part)) {
    return true;
  }
  if (asked === part && performance.now() < askedUntil) {
    asked = null;
    return true;
  }
  asked = part;
  askedUntil = performance.now() + SURE_MS;
  notice("What you typed is not in the draft yet. Once more drops it.");
  return false;
}

/** What was typed may be lost from now on: the page goes. */
export function forget() {
  isForgotten = true;
}

/** What was sent and taken is where it belongs: it need not be typed again. */
function sent(form) {
  form.querySelectorAll(FIELDS).forEach((field) => (field.defaultValue = field.value));
}

export function begin() {
  document.body.addEventListener("htmx:afterRequest", (event) => {
    const form = event.detail.requestConfig.elt;
    if (event.detail.successful && form.matches?.("main form")) {
      sent(form);
    }
  });
  window.addEventListener("beforeunload", (event) => {
    if (hasTyped(document.body)) {
      event.preventDefault();
    }
  });
}
