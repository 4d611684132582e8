// An email, as a mail program shows it, at its full height.

import { el, fields, time } from "./words.js";

/**
 * @param marked whether what differs between readers is marked
 */
export function mailCard(mail, marked) {
  const frame = el("iframe", {
    src: address(mail, marked),
    title: `Email to ${mail.to}: ${mail.subject}`,
    sandbox: "allow-same-origin allow-popups allow-popups-to-escape-sandbox",
    scrolling: "no",
    onload: fitFrame,
  });
  const plain = el("pre", { hidden: true }, mail.text);
  if (!mail.html) { frame.hidden = true; plain.hidden = false; }
  const card = el("section", { class: "mail", "aria-label": "Email" },
    el("header", {},
      el("h3", {}, mail.subject || "(no subject)"),
      fields([["From", mail.from], ["To", mail.to], ["At", time(mail.at)]]),
      el("div", { class: "tools" },
        mail.html && mail.text ? partSwitch({ Designed: frame, "Plain text": plain }) : null,
        headers(mail))),
    frame, plain);
  return { card, mark: on => { frame.src = address(mail, on); } };
}

const address = (mail, marked) => `/demo/mail/${mail.number}.html${marked ? "?marked=yes" : ""}`;

function partSwitch(parts) {
  const buttons = Object.keys(parts).map((words, i) =>
    el("button", {
      type: "button", "aria-pressed": String(i === 0),
      onclick: event => {
        for (const [part, element] of Object.entries(parts)) element.hidden = part !== words;
        for (const each of buttons) each.setAttribute("aria-pressed", String(each === event.target));
        fit(parts.Designed);
      },
    }, words));
  return el("div", { class: "switch", role: "group", "aria-label": "Part" }, ...buttons);
}

function headers(mail) {
  return el("details", { class: "headers" },
    el("summary", {}, `All ${mail.headers.length} headers`),
    fields(mail.headers.map(each => [each.name, each.value])));
}

function fitFrame(event) {
  const frame = event.target;
  fit(frame);
  let width = frame.clientWidth;
  new ResizeObserver(() => {
    if (frame.clientWidth !== width) { width = frame.clientWidth; fit(frame); }
  }).observe(frame);
}

function fit(frame) {
  const page = frame.contentDocument && frame.contentDocument.documentElement;
  if (!page || frame.hidden) return;
  frame.style.height = "0";
  frame.style.height = `${page.scrollHeight + 2}px`;
}
