// Shows beside the editor what the sheet comes to, as one types. Everything works without it, by the
// button that asks for the same.
const form = document.getElementById("editor");
const parts = document.getElementById("live-parts");
const said = document.getElementById("live-status");
const SHORT = 600;
const LONG = 2500;

let asked = 0;
let soon = 0;
let later = 0;
let running = null;

const fields = () => new URLSearchParams(new FormData(form));

async function look(isWhole) {
  clearTimeout(isWhole ? later : soon);
  const mine = ++asked;
  running?.abort();
  running = new AbortController();
  const body = fields();
  if (isWhole) {
    body.set("whole", "yes");
  }
  try {
    const answer = await fetch(form.dataset.look, { method: "POST", body, signal: running.signal });
    if (!answer.ok) {
      throw new Error(answer.statusText);
    }
    const html = await answer.text();
    if (mine === asked) {
      show(html);
    }
  } catch (error) {
    if (error.name !== "AbortError") {
      said.className = "problem";
      say(form.dataset.lost);
      parts.classList.add("stale");
    }
  }
}

function say(words) {
  if (said.textContent !== words) {
    said.textContent = words;
  }
}

function show(html) {
  parts.innerHTML = html;
  parts.classList.remove("stale");
  const found = parts.firstElementChild;
  said.className = "spoken";
  say(found.dataset.counted);
  mark();
  if ("shown" in found.dataset) {
    document.querySelectorAll(".framed[open]").forEach(fill);
  }
  if ("more" in found.dataset) {
    clearTimeout(later);
    later = setTimeout(() => look(true), LONG);
  }
}

// Beside which fields something is wrong.
function mark() {
  const bad = new Set(
    [...parts.querySelectorAll(".state.bad + a[href^='#']")].map((link) => link.dataset.field));
  for (const field of form.querySelectorAll("input[id], textarea[id]")) {
    if (bad.has(field.id)) {
      field.setAttribute("aria-invalid", "true");
    } else {
      field.removeAttribute("aria-invalid");
    }
  }
}

// A new frame takes the place of the old one once it is there, so that nothing flickers, the place
// that one reads stays, and Back does not lead through all that was typed.
function fill(details) {
  const button = details.querySelector("button");
  details.querySelector(".coming")?.remove();
  const old = details.querySelector("iframe");
  const coming = old.cloneNode();
  coming.name = button.formTarget.replace(/-\d+$/, "") + "-" + asked;
  coming.className = "coming";
  coming.addEventListener("load", () => {
    if (coming.contentDocument?.URL === "about:blank") {
      return;
    }
    const top = old.contentDocument?.scrollingElement?.scrollTop ?? 0;
    coming.className = "";
    old.remove();
    coming.contentDocument?.scrollingElement?.scrollTo(0, top);
  });
  details.append(coming);
  button.formTarget = coming.name;
  form.requestSubmit(button);
}

function typed() {
  clearTimeout(soon);
  clearTimeout(later);
  soon = setTimeout(() => look(false), SHORT);
}

// To a line of a field, counted from 1.
function go(name, line) {
  const field = document.getElementById(name);
  field?.closest("details")?.setAttribute("open", "");
  field?.focus();
  if (field?.tagName === "TEXTAREA") {
    const lines = field.value.split("\n");
    const before = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    field.setSelectionRange(before, before + (lines[line - 1] ?? "").length);
    const height = parseFloat(getComputedStyle(field).lineHeight);
    field.scrollTop = Math.max(0, (line - 3) * height);
  }
}

if (form) {
  form.addEventListener("input", typed);
  for (const name of ["reader", "language"]) {
    const field = document.getElementById(name);
    field.addEventListener("input", typed);
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") {
        event.preventDefault();
        look(false);
      }
    });
  }
  parts.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-field]");
    if (link?.getAttribute("href").startsWith("#")) {
      event.preventDefault();
      go(link.dataset.field, Number(link.dataset.line));
    }
  });
  document.querySelectorAll(".framed").forEach((details) => {
    details.querySelector("button").hidden = true;
    details.addEventListener("toggle", () => {
      if (details.open && "shown" in parts.firstElementChild.dataset) {
        fill(details);
      }
    });
  });
  document.querySelector("#live button[value='look']").hidden = true;
  const line = new URLSearchParams(location.search).get("line");
  if (line && location.hash) {
    go(decodeURIComponent(location.hash.slice(1)), Number(line));
  }
  if (!("new" in form.dataset)) {
    look(true);
  }
}
