// Short messages, and the second press that what cannot be undone asks for.

const notices = document.getElementById("notices");
const bar = document.getElementById("draft-bar");
const dialog = document.getElementById("dialog");
const GAP = 8;
const SHOWN_MS = 6000;
const SURE_MS = 5000;

/** Shows a message for a while; `kind` is "good", "bad" or nothing. */
export function notice(text, kind = "") {
  const box = document.createElement("div");
  box.className = `notice ${kind}`;
  box.textContent = text;
  add(box);
}

/** Shows a question that stays until it is answered by its button, or pressed away; `answer` is told which. */
export function ask(text, word, answer) {
  const box = document.createElement("div");
  box.className = "notice asks";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button small";
  button.textContent = word;
  box.addEventListener("click", (event) => answer(event.target === button));
  box.append(text, " ", button);
  add(box, { stays: true });
}

/** Above what is pressed at the bottom of the page: the last line of a dialog, the draft. */
function place() {
  const foot = dialog.open ? dialog.querySelector(".dialog-foot") : bar.hidden ? null : bar;
  const room = foot ? window.innerHeight - foot.getBoundingClientRect().top : 0;
  notices.style.bottom = room > 0 ? `${room + GAP}px` : "";
}

if (notices && bar && dialog) {
  const places = new ResizeObserver(place);
  places.observe(bar);
  places.observe(dialog);
  window.addEventListener("resize", place);
}

/** The same for an element that the server made. */
export function add(element, { stays = false } = {}) {
  if (!element.classList.contains("notice")) {
    element.classList.add("notice", "bad");
  }
  // Above an open dialog there is only the top layer.
  if (notices.isConnected && notices.showPopover) {
    notices.popover = "manual";
    if (notices.matches(":popover-open")) {
      notices.hidePopover();
    }
    notices.showPopover();
  }
  notices.append(element);
  place();
  const remove = () => {
    element.remove();
    if (notices.childElementCount === 0 && notices.matches(":popover-open")) {
      notices.hidePopover();
    }
  };
  element.addEventListener("click", remove);
  if (!stays) {
    setTimeout(remove, SHOWN_MS);
  }
}

/** Whether the button was pressed twice; after the first time it asks. */
export function isSure(button, question) {
  if (button.dataset.sure) {
    clearTimeout(Number(button.dataset.sure));
    settle(button);
    return true;
  }
  notice(`${question} Press again to go on.`);
  button.classList.add("sure");
  button.dataset.sure = String(setTimeout(() => settle(button), SURE_MS));
  return false;
}

function settle(button) {
  delete button.dataset.sure;
  button.classList.remove("sure");
}

/** "1 change", "2 changes". */
export function count(number, noun) {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}
