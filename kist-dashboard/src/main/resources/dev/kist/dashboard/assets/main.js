import * as cells from "./cells.js";
import * as clipboard from "./clipboard.js";
import * as files from "./files.js";
import * as grid from "./grid.js";
import * as keys from "./keys.js";
import * as live from "./live.js";
import * as parts from "./parts.js";
import * as typed from "./typed.js";
import * as values from "./values.js";
import { isSure } from "./notices.js";

parts.begin();
typed.begin();
values.begin();
clipboard.begin();
grid.begin();
cells.begin();
files.begin();
keys.begin();
live.begin();

// A press is taken from now on; before, it would be lost.
document.querySelectorAll("[inert]").forEach((part) => (part.inert = false));

document.querySelector('[data-act="end"]')?.addEventListener("click", (event) => {
  const isLost = parts.draftCount() > 0 ? "The draft is lost." : typed.hasTyped(document.body) ? "What you typed is lost." : "";
  const question = `End the page? ${isLost}`.trim();
  if (isSure(event.currentTarget, question)) {
    parts.post("end", {});
  }
});

document.querySelector("[data-log] select")?.addEventListener("change", (event) => event.target.form.requestSubmit());

const drawer = document.getElementById("drawer");
if (drawer?.dataset.open) {
  parts.openSecret(drawer.dataset.open, drawer.dataset.openEnvironment);
}
