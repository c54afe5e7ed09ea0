// Connectors and dead letters: how they stand, and the few things a person may do about it.

import { element, timeOfDay } from "./calls.js";
import { getJson, post } from "./stream.js";

const LETTERS_MAX = 20; // rows; the command line lists the others

const $ = (id) => document.getElementById(id);
let shown = ""; // what stands on the page, so that it is not drawn anew while somebody reads or tabs through it

/** Shows both lists; without connectors, or without the interface, nothing. */
export async function refreshConnectors() {
  let connectors = [];
  let letters = [];
  try {
    ({ connectors } = await getJson("/api/v1/connectors"));
    letters = connectors.length > 0 ? (await getJson(`/api/v1/dead-letters?max=${LETTERS_MAX}`)).deadLetters : [];
  } catch {
    return; // the stream tells of a lost connection; what stands here stays
  }
  const now = JSON.stringify([connectors, letters]);
  if (now === shown) {
    return;
  }
  shown = now;
  const focused = document.activeElement?.dataset.key;
  $("connectors").hidden = connectors.length === 0;
  $("connectors-list").replaceChildren(...connectors.map(connectorItem));
  $("letters").hidden = letters.length === 0;
  const all = connectors.reduce((sum, one) => sum + one.deadLetters, 0);
  $("letters-count").textContent = all;
  $("letters-list").replaceChildren(...letters.map(letterItem));
  $("letters-more").hidden = all <= letters.length;
  [...document.querySelectorAll("[data-key]")].find((button) => button.dataset.key === focused)?.focus();
}

function connectorItem(one) {
  const [word, tone] = one.paused ? ["paused", "bad"] : one.obstacle ? ["waiting", "ring"]
    : one.shadow ? ["shadow", "hold"] : ["delivering", "good"];
  const figures = [
    one.pending + one.behind > 0 ? `${one.pending + one.behind} waiting` : "nothing waiting",
    one.oldest && one.pending > 0 ? `since ${timeOfDay(one.oldest)}` : "",
    one.deadLetters > 0 ? `${one.deadLetters} dead letters` : "",
    one.tookAt ? `last taken ${timeOfDay(one.tookAt)}` : "",
  ];
  const trouble = one.obstacle ?? one.lastError;
  return element("li", {},
    element("div", { className: "what" },
      element("span", { className: `pill ${tone}`, textContent: word }),
      element("b", { textContent: one.name }), element("span", { className: "soft", textContent: one.type })),
    element("p", { className: "soft", textContent: figures.filter(Boolean).join(" · ") }),
    element("p", { className: "trouble", textContent: trouble ?? "", hidden: !trouble }),
    element("div", { className: "buttons" },
      one.paused
        ? button(one.name, "Resume", () => steer(one.name, "resume"))
        : button(one.name, "Pause", () => steer(one.name, "pause?reason=on+the+page")),
      button(one.name, one.shadow ? "Send for real" : "Only show", () => steer(one.name, `shadow?on=${!one.shadow}`)),
      button(one.name, "Check", () => check(one.name))));
}

function letterItem(letter) {
  const call = element("a", { href: `#${encodeURIComponent(letter.call)}`, textContent: letter.type.replace(".", " ") });
  const discard = button(`letter ${letter.id}`, "Discard", () => {
    if (discard.dataset.sure) {
      return act(`/api/v1/dead-letters/${letter.id}/discard`, `Dead letter ${letter.id} is discarded.`);
    }
    discard.dataset.sure = "yes";
    discard.textContent = "Discard for good?";
    discard.ariaLabel = `Discard for good letter ${letter.id}?`;
    return null;
  });
  return element("li", {},
    element("div", { className: "what" },
      element("b", { textContent: letter.connector }), call,
      element("span", { className: "soft", textContent: `${timeOfDay(letter.at)}, number ${letter.id}` })),
    element("p", { className: "trouble", textContent: letter.reason }),
    element("div", { className: "buttons" },
      letter.retrying
        ? element("span", { className: "soft", textContent: "to be delivered again" })
        : button(`letter ${letter.id}`, "Retry",
          () => act(`/api/v1/dead-letters/${letter.id}/retry`, `Dead letter ${letter.id} is delivered again.`)),
      discard));
}

function button(of, words, work) {
  const made = element("button", { type: "button", textContent: words, ariaLabel: `${words} ${of}` });
  made.dataset.key = `${of} ${words}`;
  made.onclick = async () => {
    try {
      await work();
    } catch (error) {
      say(`It was not done: ${error.message}`);
    }
  };
  return made;
}

async function steer(name, what) {
  await act(`/api/v1/connectors/${encodeURIComponent(name)}/${what}`, `${name}: done.`);
}

async function check(name) {
  say(`${name} is being checked …`);
  const found = await post(`/api/v1/connectors/${encodeURIComponent(name)}/check`);
  say(`${name}: ${found.ok ? "ok" : "not ok"}, ${found.detail}`);
}

async function act(path, words) {
  await post(path);
  say(words);
  await refreshConnectors();
}

function say(words) {
  $("connectors-news").textContent = words;
  $("connectors-news").hidden = false;
}
