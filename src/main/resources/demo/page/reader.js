// What is said of a reader above their messages.

import { arrived, brief, el, languageName, waits, ways } from "./words.js";

export function about(person) {
  return [
    person.zip ? `ZIP ${person.zip}` : "no ZIP",
    el("strong", {}, person.district || "district unknown"),
    languageName(person.language),
  ].map(part => el("span", {}, part));
}

export function calls(person) {
  const named = person.representatives.map(each => el("span", {}, `${each.name} `,
    each.phone ? el("a", { href: `tel:+1${each.phone.replaceAll("-", "")}` }, each.phone) : null));
  if (named.length) return [named.length > 1 ? "One of these represents them: " : "Represented by ", ...named];
  return [person.district ? "The seat is vacant." : "Nobody knows their representative."];
}

export function chips(person) {
  const made = [];
  for (const [word, way] of ways(person)) {
    const open = arrived(way) || waits(way);
    if (way.standing !== "ABSENT") made.push(el("li", { class: way.standing }, `${word}: ${brief(way)}`));
    if (way.left && open) made.push(el("li", { class: "left" }, `${word}: ${way.left}, nothing more will come`));
    if (way.held) made.push(el("li", { class: "held" }, `${word}: held, nothing more until an organizer decides`));
  }
  return made;
}

export function reasons(person) {
  const made = ways(person)
    .filter(([, way]) => way.standing === "NOTHING" || way.standing === "WAITING")
    .map(([word, way]) => el("li", { class: way.standing },
      el("strong", {}, way.standing === "NOTHING" ? `No ${word.toLowerCase()}: ` : `The ${word.toLowerCase()} waits: `), `${way.sentence}.`));
  const held = ways(person)
    .filter(([, way]) => way.held)
    .map(([, way]) => el("li", { class: "HELD" }, el("strong", {}, "Held, since the reply may be an opt-out: "), way.held));
  return [...made, ...held];
}
