// Files: a .env that is dropped or pasted, bytes that take a secret's place, and what is exported.

import { element, isDialogOpen, openDialog, openedSecret, post, showDraft } from "./parts.js";
import { count, notice } from "./notices.js";
import { copied } from "./clipboard.js";

const MOST_BYTES = 2 * 1024 * 1024;
const LOOKS_LIKE_ENV = /^\s*(export\s+)?[A-Za-z_][A-Za-z0-9_.-]*\s*=/m;

function base64(bytes) {
  let text = "";
  for (let i = 0; i < bytes.length; i += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  }
  return btoa(text);
}

function text(bytes) {
  const [first, second] = bytes;
  const label = first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
  return new TextDecoder(label).decode(bytes);
}

/** Puts a file into the form for imports; its bytes go along as they are, unless the text is changed. */
async function put(file) {
  if (file.size > MOST_BYTES) {
    notice("A file of more than 2 MiB is imported by kist migrate.", "bad");
    return;
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (!document.querySelector("[data-import]")) {
    await openDialog("import");
  }
  const form = document.querySelector("[data-import]");
  if (!form) {
    return;
  }
  form.elements.text.value = text(bytes);
  form.elements.file.value = file.name;
  let content = form.elements.content;
  if (!content) {
    content = document.createElement("input");
    content.type = "hidden";
    content.name = "content";
    form.append(content);
  }
  content.value = base64(bytes);
}

async function upload(input) {
  const [file] = input.files;
  if (!file) {
    return;
  }
  if (file.size > 1024 * 1024) {
    notice("A value has at most 1 MiB.", "bad");
    return;
  }
  const answer = await post(input.dataset.file, null, {
    place: input,
    headers: { "Content-Type": "application/octet-stream" },
    body: await file.arrayBuffer(),
  });
  if (answer) {
    const drawer = document.getElementById("drawer");
    const trigger = JSON.parse(answer.headers.get("HX-Trigger") ?? "{}");
    drawer.replaceChildren(element(await answer.text()));
    htmx.process(drawer);
    if (trigger["kist:draft"]) {
      showDraft(trigger["kist:draft"].count);
      document.dispatchEvent(new CustomEvent("kist:table"));
    }
  }
}

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

async function exportFile(form, how) {
  const answer = await post("export-file", new FormData(form), { place: form });
  if (!answer) {
    return;
  }
  const leftOut = Number(answer.headers.get("Kist-Left-Out"));
  const name = answer.headers.get("Kist-File");
  if (how === "copy") {
    try {
      await navigator.clipboard.writeText(await answer.text());
      copied(name);
    } catch {
      notice("The browser does not let this page copy.", "bad");
      return;
    }
  } else {
    save(await answer.blob(), name);
  }
  document.getElementById("dialog").close();
  const done = how === "copy" ? "Copied. The clipboard is cleared in 30 seconds; if you were elsewhere, you are asked." : `Saved ${name}. It holds values in clear.`;
  notice(leftOut > 0 ? `${done} ${count(leftOut, "binary secret")} left out.` : done, "good");
}

async function download(form) {
  const answer = await post("bytes", new FormData(form), { place: form });
  if (answer) {
    save(await answer.blob(), `${openedSecret().name}.bin`);
  }
}

export function begin() {
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-import-file]") && event.target.files[0]) {
      put(event.target.files[0]);
    } else if (event.target.matches("[data-file]")) {
      upload(event.target);
    } else if (event.target.matches("#export-format")) {
      for (const part of event.target.form.querySelectorAll("[data-only]")) {
        part.hidden = !part.dataset.only.split(" ").includes(event.target.value);
      }
    }
  });
  document.addEventListener("input", (event) => {
    if (event.target.id === "import-text") {
      event.target.form.elements.content?.remove();
      event.target.form.elements.file.value = "";
    }
  });
  document.body.addEventListener("htmx:configRequest", (event) => {
    // The bytes say it exactly; the text is only how they look.
    if (event.detail.parameters.content && event.detail.path === "import-plan") {
      delete event.detail.parameters.text;
    }
  });
  document.addEventListener("submit", (event) => {
    if (event.target.matches("[data-export]")) {
      event.preventDefault();
      exportFile(event.target, event.submitter?.value ?? "save");
    } else if (event.target.matches("[data-download]")) {
      event.preventDefault();
      download(event.target);
    }
  });
  const canImport = Boolean(document.getElementById("import-button"));
  // Text that is dragged into a field is the browser's matter.
  const isFile = (event) => event.dataTransfer.types.includes("Files");
  let depth = 0;
  document.addEventListener("dragenter", (event) => {
    if (canImport && isFile(event)) {
      depth++;
      document.body.classList.add("dropping");
    }
  });
  document.addEventListener("dragleave", () => {
    depth = Math.max(0, depth - 1);
    document.body.classList.toggle("dropping", depth > 0);
  });
  document.addEventListener("dragover", (event) => isFile(event) && event.preventDefault());
  document.addEventListener("drop", (event) => {
    if (!isFile(event)) {
      return;
    }
    event.preventDefault();
    depth = 0;
    document.body.classList.remove("dropping");
    const [file, ...others] = event.dataTransfer.files;
    if (file && canImport) {
      put(file);
      if (others.length > 0) {
        notice(`Only ${file.name} was taken: one file is imported at a time.`, "bad");
      }
    }
  });
  document.addEventListener("paste", async (event) => {
    const pasted = event.clipboardData.getData("text/plain");
    const isField = event.target.matches?.("input, textarea");
    if (canImport && !isField && !isDialogOpen() && LOOKS_LIKE_ENV.test(pasted)) {
      event.preventDefault();
      await openDialog("import");
      const form = document.querySelector("[data-import]");
      if (form) {
        form.elements.text.value = pasted;
      }
    }
  });
}
