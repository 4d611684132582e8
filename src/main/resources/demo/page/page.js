// Shows what came of the alert, reader by reader, and keeps it current. The data come from
// /demo/people.json and /demo/messages.json, and only what is new; a reply goes to /demo/reply and
// from there through the program's own webhook.

import { mailCard } from "./mail.js";
import { phoneCard, updatePhone, wordsInAll } from "./phone.js";
import { about, calls, chips, reasons } from "./reader.js";
import { listenToFilters, markChosen, neighbours, showReaders } from "./readers.js";
import { $, el, name, say } from "./words.js";

const SOON = 2000; // milliseconds until the next look, while things change
const LATER = 5000; // and when nothing has changed for a while
const QUIET = 10; // looks without news
const tags = {};
const mails = [];
let people = [];
let texts = [];
let chosen = null; // the view of the reader that is shown
let marks = true;
let looksWithoutNews = 0;

/* What is new. */

async function look() {
  try {
    const [morePeople, more] = await Promise.all([
      news("/demo/people.json"), news(`/demo/messages.json?after=${mails.length}`)]);
    if (morePeople) people = morePeople;
    if (more) { mails.push(...more.mails); texts = more.texts; }
    looksWithoutNews = morePeople || more ? 0 : looksWithoutNews + 1;
    if (!looksWithoutNews || !$("state").hidden) show();
  } catch {
    complain("The demo does not answer. Start it again and reload this page.");
  }
}

/** What stands at this address, or null where it is as it was. */
async function news(url) {
  const known = tags[url] ? { "If-None-Match": tags[url] } : {};
  const response = await fetch(url, { headers: known, cache: "no-store" });
  if (response.status === 304) return null;
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  tags[url] = response.headers.get("ETag");
  return response.json();
}

async function lookOn() {
  if (!document.hidden) await look();
  setTimeout(lookOn, looksWithoutNews < QUIET ? SOON : LATER);
}

function complain(words) {
  say($("state"), words);
  $("state").hidden = false;
  $("state").classList.add("bad");
}

function show() {
  $("state").hidden = true;
  $("state").classList.remove("bad");
  showReaders(people);
  if (!people.length) complain("Nobody has been imported yet.");
  else if (!chosen) choose(false);
  else update(chosen);
}

/* The reader that was chosen. */

function choose(byHand) {
  const id = Number(location.hash.replace("#reader-", ""));
  const person = people.find(each => each.id === id) || (chosen ? null : people[0]);
  if (!person) return;
  chosen = view(person);
  $("reader").replaceChildren(...chosen.parts);
  $("reader").hidden = false;
  $("skip-to-reply").hidden = !chosen.phone;
  markChosen(person.id);
  update(chosen);
  if (byHand || person.id === id) chosen.heading.focus();
}

function view(person) {
  const made = {
    id: person.id,
    turn: el("nav", { class: "turn", "aria-label": "Other readers" }),
    heading: el("h2", { id: "reader-name", tabindex: "-1" }, name(person)),
    about: el("p", { class: "about" }),
    calls: el("p", { class: "calls" }),
    chips: el("ul", { class: "chips", "aria-label": "What came of it" }),
    reasons: el("ul", { class: "reasons" }),
    mails: el("div", { class: "mails" }),
    cards: [],
    phone: person.text.address ? phoneCard(person, look) : null,
  };
  made.messages = el("div", { class: "messages" }, made.phone && made.phone.card, made.mails);
  made.parts = [made.turn, el("header", {}, made.heading, made.about, made.calls, made.chips), made.reasons, toggle(), made.messages];
  return made;
}

function toggle() {
  return el("button", {
    type: "button", class: "marks", "aria-pressed": String(marks),
    onclick: event => {
      marks = !marks;
      event.target.setAttribute("aria-pressed", String(marks));
      chosen.cards.forEach(card => card.mark(marks));
      update(chosen);
    },
  }, "Mark what differs between readers");
}

function update(made) {
  const person = people.find(each => each.id === made.id);
  const mine = mails.filter(mail => mail.to.toLowerCase() === person.email.address);
  made.turn.replaceChildren(...turns(made.id));
  made.about.replaceChildren(...about(person));
  made.calls.replaceChildren(...calls(person));
  made.chips.replaceChildren(...chips(person));
  made.reasons.replaceChildren(...reasons(person));
  made.reasons.hidden = !made.reasons.children.length;
  for (const mail of mine.slice(made.cards.length)) {
    made.cards.push(mailCard(mail, marks));
    made.mails.append(made.cards.at(-1).card);
  }
  made.messages.classList.toggle("both", Boolean(made.phone && mine.length));
  if (made.phone) updatePhone(made.phone, person, textsOf(person), marks ? common(person) : null);
}

function turns(id) {
  const [before, after] = neighbours(id);
  return [
    el("a", { href: "#readers", class: "back" }, "All readers"),
    before ? el("a", { href: `#reader-${before.id}`, rel: "prev" }, `‹ ${name(before)}`) : null,
    after ? el("a", { href: `#reader-${after.id}`, rel: "next" }, `${name(after)} ›`) : null,
  ].filter(Boolean);
}

const textsOf = person => texts.filter(each =>
  person.text.address && (each.to === person.text.address || each.from === person.text.address));

/** Kept while nothing is new, so that nothing is marked again. */
let commonWords = { texts: null, byLanguage: new Map() };

function common(person) {
  if (commonWords.texts !== texts) commonWords = { texts, byLanguage: new Map() };
  const { byLanguage } = commonWords;
  if (!byLanguage.has(person.language)) {
    const numbers = new Set(people.filter(each => each.language === person.language).map(each => each.text.address));
    byLanguage.set(person.language, wordsInAll(
      texts.filter(each => each.direction === "ALERT" && numbers.has(each.to)).map(each => each.body)));
  }
  return byLanguage.get(person.language);
}

listenToFilters(() => { if (chosen) chosen.turn.replaceChildren(...turns(chosen.id)); });
addEventListener("hashchange", () => choose(true));
$("index").onclick = event => {
  if (event.target.closest("a")?.hash === location.hash) choose(true);
};
lookOn();
