// What the other parts of the page have in common: making elements, and how things are said.

export const $ = id => document.getElementById(id);

export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element[name] = value;
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.filter(child => child != null));
  return element;
}

export function fields(pairs) {
  return el("dl", { class: "fields" },
    ...pairs.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, ...[value].flat())]));
}

/** Changes an element only where its words are others, so that nothing is read out twice. */
export function say(element, words) {
  if (element.textContent !== words) element.textContent = words;
}

export const phoneWords = e164 => e164.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, "($1) $2-$3");
export const time = instant => new Date(instant).toLocaleTimeString([], { hour: "numeric", minute: "2-digit" });
export const counted = (n, word) => `${n} ${word}${n === 1 ? "" : "s"}`;

export function languageName(tag) {
  try {
    return new Intl.DisplayNames(["en"], { type: "language" }).of(tag || "en");
  } catch {
    return tag;
  }
}

/* What became of a person's channel. */

export const name = person => person.name || "(no name given)";
export const arrived = way => way.standing === "ARRIVED";
export const waits = way => way.standing === "WAITING";
export const ways = person => [["Email", person.email], ["Text", person.text]];
export const has = (person, mark) => Boolean(person.email[mark] || person.text[mark]);

/** What stands out about a person: that they left or are held counts for more than what arrived. */
export function standing(person) {
  if (has(person, "held")) return "HELD";
  if (has(person, "left")) return "LEFT";
  const both = [person.email, person.text];
  return both.some(arrived) ? "ARRIVED" : both.some(waits) ? "WAITING" : "NOTHING";
}

export const gotNothing = person => ![person.email, person.text].some(way => arrived(way) || waits(way));

/** A channel in a few words: "delivered, then left". */
export function brief(way) {
  if (!arrived(way) && !waits(way)) return way.brief;
  if (way.held) return arrived(way) ? `${way.brief}, then held` : "held";
  return way.left ? `${way.brief}, then left` : way.brief;
}

/** "John Katko 202-225-3701", for each who may be the one. */
export function callers(person) {
  if (!person.representatives.length) return [person.district ? "seat vacant" : "representative not known"];
  return person.representatives.map(each => `${each.name} ${each.phone}`.trim());
}
