"use strict";

// Shows what came of the alert, person by person, and keeps it current. The data come from
// /demo/people.json and /demo/messages.json; a reply goes to /demo/reply and from there through
// the program's own webhook.

const EVERY = 2000; // milliseconds between two looks at the data
const views = new Map(); // person id → view
let filter = "all";
let shown = "";

const $ = id => document.getElementById(id);

function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "onclick" || name === "onsubmit" || name === "onload") element[name] = value;
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.filter(child => child != null));
  return element;
}

const phoneWords = e164 => e164.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, "($1) $2-$3");
const time = instant => new Date(instant).toLocaleTimeString([], { hour: "numeric", minute: "2-digit" });
const counted = (n, word) => `${n} ${word}${n === 1 ? "" : "s"}`;

function languageName(tag) {
  try {
    return new Intl.DisplayNames(["en"], { type: "language" }).of(tag);
  } catch {
    return tag;
  }
}

// Text with its links made clickable; everything else stays text.
function linked(words) {
  return words.split(/(https?:\/\/[^\s<>"]+)/).map((part, i) =>
    i % 2 ? el("a", { href: part, target: "_blank", rel: "noopener" }, part) : part);
}

/* An email. */

function mailCard(mail) {
  const frame = el("iframe", {
    src: `/demo/mail/${mail.number}.html`,
    title: `Email to ${mail.to}: ${mail.subject}`,
    sandbox: "allow-same-origin allow-popups allow-popups-to-escape-sandbox",
    loading: "lazy",
    onload: fitFrame,
  });
  const plain = el("pre", { hidden: true, tabindex: "0", "aria-label": "Text part" }, mail.text);
  const parts = { designed: frame, plain };
  const hasBoth = mail.html && mail.text;
  if (!mail.html) { frame.hidden = true; plain.hidden = false; }
  const buttons = [["designed", "Designed"], ["plain", "Plain text"]].map(([part, words]) =>
    el("button", {
      type: "button", "aria-pressed": String(part === "designed"),
      onclick: event => {
        for (const [name, element] of Object.entries(parts)) element.hidden = name !== part;
        for (const b of event.target.parentNode.children) b.setAttribute("aria-pressed", String(b === event.target));
      },
    }, words));
  return el("article", { class: "mail", "aria-label": "Email" },
    el("header", {},
      el("h3", {}, mail.subject || "(no subject)"),
      fields([["From", mail.from], ["To", mail.to], ["At", time(mail.at)]]),
      el("div", { class: "tools" },
        hasBoth ? el("div", { class: "switch", role: "group", "aria-label": "Part" }, ...buttons) : null,
        el("details", { class: "headers" },
          el("summary", {}, `All ${mail.headers.length} headers`),
          fields(mail.headers.map(h => [h.name, h.value]))))),
    frame, plain);
}

function fields(pairs) {
  return el("dl", { class: "fields" }, ...pairs.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]));
}

// As tall as the letter, up to two thirds of a screen; longer ones scroll.
function fitFrame(event) {
  const frame = event.target;
  const fit = () => {
    const page = frame.contentDocument && frame.contentDocument.documentElement;
    if (!page || frame.hidden) return;
    frame.style.height = "0";
    const height = Math.min(page.scrollHeight + 2, Math.max(420, window.innerHeight * .72));
    frame.style.height = `${height}px`;
  };
  fit();
  let width = frame.clientWidth;
  new ResizeObserver(() => {
    if (frame.clientWidth !== width) { width = frame.clientWidth; fit(); }
  }).observe(frame);
}

/* A phone. */

function phoneCard(person) {
  const thread = el("ol", { class: "thread", role: "log", tabindex: "0", "aria-label": `Texts with ${name(person)}` });
  const blank = el("p", { class: "blank" });
  const heard = el("p", { class: "heard", role: "status" });
  const input = el("input", { type: "text", maxlength: "1600", autocomplete: "off", placeholder: "Reply as this person", "aria-label": `Reply as ${name(person)}` });
  const say = words => reply(person.text.address, words, heard, card);
  const quick = ["STOP", "START", "HELP"].map(word =>
    el("button", { type: "button", "aria-label": `Reply ${word} as ${name(person)}`, onclick: () => say(word) }, word));
  const form = el("form", {
    class: "reply",
    onsubmit: event => {
      event.preventDefault();
      if (input.value.trim()) { say(input.value); input.value = ""; }
    },
  },
  el("div", { class: "quick" }, ...quick),
  el("div", { class: "row" }, input, el("button", { class: "send", type: "submit" }, "Send")),
  heard);
  const card = el("section", { class: "phone", "aria-label": "Phone" },
    el("header", {}, el("h3", {}, phoneWords(person.text.address)), el("span", {}, "text messages")),
    thread, blank, form);
  return { card, thread, blank, bubbles: new Map() };
}

async function reply(from, body, heard, card) {
  const buttons = card.querySelectorAll("button");
  buttons.forEach(button => { button.disabled = true; });
  heard.className = "heard";
  heard.textContent = "Sending…";
  try {
    const response = await fetch("/demo/reply", {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ from, body }),
    });
    const answer = await response.json();
    if (!response.ok) throw new Error(answer.error);
    const good = answer.status >= 200 && answer.status < 300;
    heard.classList.toggle("bad", !good);
    heard.textContent = `The webhook answered ${answer.status}; ${answer.answers.length ? counted(answer.answers.length, "text") + " came back." : "no text came back."}`;
  } catch (problem) {
    heard.classList.add("bad");
    heard.textContent = `That did not go through: ${problem.message}`;
  }
  buttons.forEach(button => { button.disabled = false; });
  await look();
}

function updatePhone(phone, person, texts) {
  let added = false;
  for (const text of texts) {
    let bubble = phone.bubbles.get(text.sid);
    if (!bubble) {
      const caption = el("small");
      bubble = { caption, item: el("li", { class: text.direction }, el("p", {}, ...linked(text.body)), caption) };
      phone.bubbles.set(text.sid, bubble);
      phone.thread.append(bubble.item);
      added = true;
    }
    const words = text.direction === "ALERT"
      ? `${counted(text.segments, "segment")} · ${time(text.at)} · ${text.status}`
      : time(text.at);
    if (bubble.caption.textContent !== words) bubble.caption.textContent = words;
  }
  if (added) phone.thread.scrollTop = phone.thread.scrollHeight;
  phone.blank.hidden = texts.length > 0;
  phone.blank.textContent = `No text: ${person.text.sentence}.`;
}

/* A person. */

const name = person => person.name || "(no name given)";
const arrived = way => way.standing === "ARRIVED";
const waits = way => way.standing === "WAITING";
const open = way => arrived(way) || waits(way);

function standing(person) {
  if (arrived(person.email) || arrived(person.text)) return "ARRIVED";
  return waits(person.email) || waits(person.text) ? "WAITING" : "NOTHING";
}

function about(person) {
  const parts = [person.zip ? `ZIP ${person.zip}` : "no ZIP"];
  parts.push(el("strong", {}, person.district || "district unknown"));
  if (person.district) parts.push(person.representative || "seat vacant");
  parts.push(languageName(person.language || "en"));
  return parts.map(part => el("span", {}, part));
}

function chips(person) {
  const made = [];
  for (const [word, way] of [["Email", person.email], ["Text", person.text]]) {
    if (way.standing !== "ABSENT") made.push(el("li", { class: way.standing }, `${word}: ${way.brief}`));
    if (way.left && open(way)) made.push(el("li", { class: "left" }, `${word}: ${way.left}, nothing more will come`));
  }
  return made;
}

function reasons(person) {
  return [["email", person.email], ["text", person.text]]
    .filter(([, way]) => way.standing === "NOTHING" || way.standing === "WAITING")
    .map(([word, way]) => el("li", { class: way.standing },
      el("strong", {}, way.standing === "NOTHING" ? `No ${word}: ` : `The ${word} waits: `), `${way.sentence}.`));
}

function view(person) {
  const id = `person-${person.id}`;
  const made = {
    about: el("p", { class: "about" }),
    chips: el("ul", { class: "chips", "aria-label": "What came of it" }),
    reasons: el("ul", { class: "reasons" }),
    messages: el("div", { class: "messages" }),
    mails: el("div", { class: "mails" }),
    mailsShown: 0,
    phone: person.text.address ? phoneCard(person) : null,
    entry: el("li", {}),
    dot: el("span", { class: "dot" }),
    where: el("span", { class: "where" }),
  };
  made.entry.append(el("a", { href: `#${id}` }, made.dot, el("span", { class: "who" }, name(person)), made.where));
  made.section = el("section", { class: "person", id, "aria-labelledby": `${id}-name` },
    el("header", {}, el("div", {}, el("h2", { id: `${id}-name` }, name(person)), made.about), made.chips),
    made.reasons, made.messages);
  made.messages.append(made.mails);
  $("people").append(made.section);
  $("index").append(made.entry);
  return made;
}

function update(made, person, mails, texts) {
  made.person = person;
  made.about.replaceChildren(...about(person));
  made.chips.replaceChildren(...chips(person));
  made.reasons.replaceChildren(...reasons(person));
  made.reasons.hidden = !made.reasons.children.length;
  made.dot.className = `dot ${standing(person)}`;
  made.where.textContent = person.district || "?";
  for (const mail of mails.slice(made.mailsShown)) made.mails.append(mailCard(mail));
  made.mailsShown = mails.length;
  if (made.phone) updatePhone(made.phone, person, texts);
  made.mail = mails.length > 0;
  if (made.threaded !== texts.length > 0) {
    made.threaded = texts.length > 0;
    placePhone(made);
  }
}

// A phone without a message stays folded away, but can be opened: its owner may still text START.
function placePhone(made) {
  if (made.phone && made.threaded) {
    made.messages.append(made.phone.card);
    if (made.folded) made.folded.remove();
  } else if (made.phone) {
    made.folded = el("details", { class: "closed-phone" }, el("summary", {}, "Text from this phone"), made.phone.card);
    made.section.append(made.folded);
  }
}

/* The whole. */

async function look() {
  try {
    const [people, messages] = await Promise.all(
      ["/demo/people.json", "/demo/messages.json"].map(url => fetch(url).then(fetched)));
    const now = JSON.stringify([people, messages]);
    if (now !== shown) {
      show(people, messages);
      shown = now;
    }
    sayWhoFits();
  } catch (problem) {
    shown = "";
    say("The demo does not answer. Start it again and reload this page.", true);
  }
}

function fetched(response) {
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}`);
  return response.json();
}

function say(words, bad = false) {
  $("state").textContent = words;
  $("state").hidden = !words;
  $("state").classList.toggle("bad", bad);
}

function show(people, messages) {
  for (const person of people) {
    if (!views.has(person.id)) views.set(person.id, view(person));
    const { email, text } = person;
    update(views.get(person.id), person,
      messages.mails.filter(mail => mail.to.toLowerCase() === email.address),
      messages.texts.filter(each => text.address && (each.to === text.address || each.from === text.address)));
  }
  totals(people);
  sift();
  if (!shown && location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

function totals(people) {
  const ways = people.flatMap(person => [person.email, person.text]);
  $("headline").textContent = counted(people.length, "reader");
  $("total-people").textContent = people.length;
  $("total-email").textContent = people.filter(person => arrived(person.email)).length;
  $("total-text").textContent = people.filter(person => arrived(person.text)).length;
  $("total-waiting").textContent = ways.filter(waits).length;
  $("total-waiting").parentNode.hidden = !ways.some(waits);
  $("total-nobody").textContent = people.filter(person => standing(person) === "NOTHING").length;
}

const FILTERS = {
  all: () => true,
  email: made => arrived(made.person.email),
  text: made => arrived(made.person.text),
  nobody: made => standing(made.person) === "NOTHING",
};

function sift() {
  const wanted = $("search").value.trim().toLowerCase();
  for (const made of views.values()) {
    const { person } = made;
    const words = [name(person), person.zip, person.district, person.representative, person.email.address, phoneWords(person.text.address)];
    const fits = FILTERS[filter](made) && words.join(" ").toLowerCase().includes(wanted);
    made.section.hidden = made.entry.hidden = !fits;
    arrange(made);
  }
  $("people").className = filter;
  for (const button of document.querySelectorAll("[data-filter]")) {
    const n = [...views.values()].filter(FILTERS[button.dataset.filter]).length;
    button.setAttribute("aria-pressed", String(button.dataset.filter === filter));
    button.replaceChildren(button.textContent.replace(/\s*\d+$/, ""), el("b", {}, String(n)));
  }
  sayWhoFits();
}

// Under a filter only that channel's messages show, each in the room it then has.
function arrange(made) {
  const mail = made.mail && filter !== "text";
  const phone = made.phone && made.threaded && filter !== "email";
  made.mails.hidden = !mail;
  if (made.phone) made.phone.card.hidden = made.threaded && !phone;
  made.messages.classList.toggle("both", Boolean(mail && phone));
}

function sayWhoFits() {
  if (!views.size) say("Nobody has been imported yet.");
  else say([...views.values()].some(made => !made.section.hidden) ? "" : "Nobody fits.");
}

for (const button of document.querySelectorAll("[data-filter]")) {
  button.onclick = () => { filter = button.dataset.filter; sift(); };
}
$("search").oninput = sift;
look();
setInterval(() => { if (!document.hidden) look(); }, EVERY);
