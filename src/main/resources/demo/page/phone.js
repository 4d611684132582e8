// A phone: the texts that went either way, and a box to reply.

import { counted, el, name, phoneWords, say, time } from "./words.js";

/**
 * @param then is called when a reply has been heard
 */
export function phoneCard(person, then) {
  const from = person.text.address;
  const blank = el("p", { class: "blank" });
  const heard = el("p", { class: "heard", role: "status" });
  const list = el("ol");
  const input = el("input", {
    type: "text", id: "reply", maxlength: "1600", autocomplete: "off",
    placeholder: "Reply as this person", "aria-label": `Reply as ${name(person)}`,
  });
  const send = words => reply(from, words, heard, card, then);
  const quick = ["STOP", "START", "HELP"].map(word =>
    el("button", { type: "button", "aria-label": `Reply ${word} as ${name(person)}`, onclick: () => send(word) }, word));
  const form = el("form", {
    class: "reply",
    onsubmit: event => {
      event.preventDefault();
      if (input.value.trim()) { send(input.value); input.value = ""; }
    },
  },
  el("div", { class: "row" }, input, el("button", { class: "send", type: "submit" }, "Send")),
  el("div", { class: "quick" }, ...quick),
  heard);
  const card = el("section", { class: "phone", "aria-label": "Phone" },
    el("header", {}, el("h3", {}, phoneWords(from)), el("span", {}, "text messages")),
    el("div", { class: "thread", role: "log", "aria-label": `Texts with ${name(person)}` }, list), blank, form);
  return { card, list, blank, bubbles: new Map() };
}

async function reply(from, body, heard, card, then) {
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
    heard.classList.toggle("bad", answer.status < 200 || answer.status >= 300);
    heard.textContent = `The webhook answered ${answer.status}; ${answer.answers.length ? counted(answer.answers.length, "text") + " came back." : "no text came back."}`;
  } catch (problem) {
    heard.classList.add("bad");
    heard.textContent = `That did not go through: ${problem.message}`;
  }
  const pressed = document.activeElement === document.body;
  buttons.forEach(button => { button.disabled = false; });
  if (pressed) card.querySelector("input").focus();
  await then();
}

/**
 * @param common the words that every reader of this language got by text; null marks nothing
 */
export function updatePhone(phone, person, texts, common) {
  for (const text of texts) {
    if (!phone.bubbles.has(text.sid)) phone.bubbles.set(text.sid, bubble(phone, text));
    const made = phone.bubbles.get(text.sid);
    const shown = text.direction === "ALERT" ? common : null;
    if (made.common !== shown) made.body.replaceChildren(...words(text.body, shown));
    made.common = shown;
    say(made.caption, text.direction === "ALERT"
      ? `${counted(text.segments, "segment")} · ${time(text.at)} · ${text.status}`
      : time(text.at));
  }
  phone.blank.hidden = texts.length > 0;
  say(phone.blank, `No text: ${person.text.sentence}.`);
}

function bubble(phone, text) {
  const made = { body: el("p"), caption: el("small") };
  phone.list.append(el("li", { class: text.direction }, made.body, made.caption));
  return made;
}

/** Links can be followed, and what not everyone got is marked; the rest stays text. */
function words(body, common) {
  const made = [];
  let marked = null;
  for (const word of body.split(/(\s+)/)) {
    const own = common && word.trim() && !common.has(word) && !isLink(word);
    if (own && marked) {
      marked.append(made.pop(), word); // with the space between
    } else if (own) {
      made.push(marked = el("mark", {}, word));
      continue;
    } else {
      made.push(isLink(word) ? el("a", { href: word, target: "_blank", rel: "noopener" }, word) : word);
    }
    if (word.trim() && !own) marked = null;
  }
  return made;
}

const isLink = word => /^https?:\/\//.test(word);

/** The words that stand in each of these texts. */
export function wordsInAll(bodies) {
  const sets = bodies.map(body => new Set(body.split(/\s+/)));
  return sets.length ? new Set([...sets[0]].filter(word => sets.every(set => set.has(word)))) : new Set();
}
