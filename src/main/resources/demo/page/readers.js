// The list of readers with its filters, and the totals above it.

import { $, arrived, brief, callers, counted, el, gotNothing, has, name, phoneWords, say, standing, waits, ways } from "./words.js";

const FILTERS = {
  all: () => true,
  email: person => arrived(person.email),
  text: person => arrived(person.text),
  nobody: gotNothing,
  left: person => has(person, "left"),
  held: person => has(person, "held"),
};
const entries = new Map(); // person id → entry
let people = [];
let filter = "all";

/** The list is made once; afterwards only what changed is changed, so that the focus stays. */
export function showReaders(now) {
  people = now;
  for (const person of people) {
    if (!entries.has(person.id)) entries.set(person.id, entry(person));
    update(entries.get(person.id), person);
  }
  totals();
  sift();
}

function entry(person) {
  const made = {
    dot: el("span", { class: "dot", "aria-hidden": "true" }),
    place: el("span", { class: "place" }),
    call: el("span", { class: "call" }),
    came: el("span", { class: "came" }),
  };
  made.link = el("a", { href: `#reader-${person.id}` },
    made.dot, el("strong", {}, name(person)), " ", made.place, " ", made.call, " ", made.came);
  made.item = el("li", {}, made.link);
  $("index").append(made.item);
  return made;
}

function update(made, person) {
  made.dot.className = `dot ${standing(person)}`;
  say(made.place, `${person.zip || "no ZIP"} · ${person.district || "district unknown"}`);
  if (made.call.textContent !== callers(person).join(" or ")) {
    made.call.replaceChildren(...callers(person).flatMap((each, i) => [i ? " or " : "", el("span", {}, each)]));
  }
  say(made.came, ways(person)
    .filter(([, way]) => way.standing !== "ABSENT")
    .map(([word, way]) => `${word}: ${brief(way)}`).join(" · "));
}

export function markChosen(id) {
  for (const [each, made] of entries) {
    if (each === id) made.link.setAttribute("aria-current", "true");
    else made.link.removeAttribute("aria-current");
  }
}

/** Who stands before and after this one in what the list shows. */
export function neighbours(id) {
  const shown = people.filter(person => !entries.get(person.id).item.hidden);
  const at = shown.findIndex(person => person.id === id);
  return at < 0 ? [] : [shown[at - 1], shown[at + 1]];
}

function totals() {
  const channels = people.flatMap(person => [person.email, person.text]);
  const count = fits => people.filter(fits).length;
  say($("headline"), counted(people.length, "reader"));
  say($("total-people"), String(people.length));
  say($("total-email"), String(count(FILTERS.email)));
  say($("total-text"), String(count(FILTERS.text)));
  say($("total-waiting"), String(channels.filter(waits).length));
  say($("total-nobody"), String(count(gotNothing)));
  say($("total-left"), String(count(FILTERS.left)));
  say($("total-held"), String(count(FILTERS.held)));
}

function sift() {
  const wanted = $("search").value.trim().toLowerCase();
  for (const person of people) {
    const words = [name(person), person.zip, person.district, ...callers(person), person.email.address, phoneWords(person.text.address)];
    entries.get(person.id).item.hidden =
      !FILTERS[filter](person) || !words.join(" ").toLowerCase().includes(wanted);
  }
  for (const button of document.querySelectorAll("[data-filter]")) {
    const n = people.filter(FILTERS[button.dataset.filter]).length;
    button.setAttribute("aria-pressed", String(button.dataset.filter === filter));
    button.replaceChildren(button.textContent.replace(/\s*\d+$/, ""), " ", el("b", {}, String(n)));
  }
  $("nobody-fits").hidden = !people.length || [...entries.values()].some(made => !made.item.hidden);
}

/** What the filters are pressed for; `then` is called, since the neighbours are others. */
export function listenToFilters(then) {
  for (const button of document.querySelectorAll("[data-filter]")) {
    button.onclick = () => { filter = button.dataset.filter; sift(); then(); };
  }
  $("search").oninput = () => { sift(); then(); };
}
