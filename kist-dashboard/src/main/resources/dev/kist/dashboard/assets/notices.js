// Short messages, and the second press that what cannot be undone asks for.

const notices = document.getElementById("notices");
const SHOWN_MS = 6000;
const SURE_MS = 5000;

/** Shows a message for a while; `kind` is "good", "bad" or nothing. */
export function notice(text, kind = "") {
  const box = document.createElement("div");
  box.className = `notice ${kind}`;
  box.textContent = text;
  add(box);
}

/** The same for an element that the server made. */
export function add(element) {
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
  const remove = () => {
    element.remove();
    if (notices.childElementCount === 0 && notices.matches(":popover-open")) {
      notices.hidePopover();
    }
  };
  element.addEventListener("click", remove);
  setTimeout(remove, SHOWN_MS);
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
