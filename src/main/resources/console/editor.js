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
    document.querySelectorAll("[data-frame][open]").forEach(fill);
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

// Keeps what was typed at each pause. What somebody else saved meanwhile ends that, until one has
// seen both by the button Save.
const company = document.getElementById("company");
const keptMark = document.getElementById("kept");
const PAUSE = 2000;
const BEAT = 20000;
let changes = 0;
let keptChanges = 0;
let savedAt = 0;
let pause = 0;
let keeping = false;
let refused = false;
const isKept = form && !("new" in form.dataset) && !("decide" in form.dataset);

async function keep(isBeat) {
  if (keeping) {
    return;
  }
  keeping = true;
  const until = changes;
  let body = fields();
  if (isBeat) {
    body = new URLSearchParams(
      ["csrf", "edition", "version"].map((name) => [name, form.elements[name].value]));
    body.set("beat", "yes");
  }
  try {
    const answer = await fetch(form.dataset.keep, { method: "POST", body });
    if (!answer.ok) {
      throw new Error(answer.statusText);
    }
    heard(await answer.text(), isBeat, until);
  } catch {
    say(form.dataset.lost);
    said.className = "problem";
  } finally {
    keeping = false;
  }
  if (changes > keptChanges && isKept && !refused) {
    keepSoon();
  }
}

function heard(html, isBeat, until) {
  const next = document.createElement("template");
  next.innerHTML = html;
  // what was said already is not read out again
  if (next.content.textContent.trim() !== company.textContent.trim()) {
    company.innerHTML = html;
  }
  const found = next.content.firstElementChild.dataset;
  refused = "refused" in found;
  if (!isBeat && "saved" in found) {
    form.elements.version.value = found.version;
    keptChanges = until;
    savedAt = Date.now();
    ago();
  }
}

function keepSoon() {
  clearTimeout(pause);
  pause = setTimeout(() => keep(false), PAUSE);
}

// "Saved 10 seconds ago"
function ago() {
  if (savedAt > 0) {
    const seconds = Math.round((Date.now() - savedAt) / 1000);
    const when = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "auto" });
    keptMark.textContent = form.dataset.saved + " " + (seconds < 60
      ? when.format(-seconds, "second")
      : when.format(-Math.floor(seconds / 60), "minute"));
  }
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
  form.addEventListener("input", (event) => {
    typed();
    if (!["reader", "language", "find"].includes(event.target.name)) {
      changes++;
      if (isKept && !refused) {
        keepSoon();
      }
    }
  });
  form.addEventListener("submit", (event) => {
    if (event.submitter?.formTarget) {
      return;
    }
    clearTimeout(pause);
    if (keeping) {
      event.preventDefault();
      setTimeout(() => form.requestSubmit(event.submitter), 100);
    } else {
      keptChanges = changes;
    }
  });
  addEventListener("beforeunload", (event) => {
    if (changes > keptChanges) {
      event.preventDefault();
    }
  });
  if (isKept) {
    setInterval(() => keep(!(changes > keptChanges) || refused), BEAT);
    setInterval(ago, 10000);
  }
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
  document.querySelectorAll("[data-frame]").forEach((details) => {
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
