// How a call is worded and drawn. Everything that came from outside is set as text, never as markup.

const STATES = {
  NEW: ["starting", ""], ROUTING: ["routing", ""], QUEUED: ["in queue", "ring"], RINGING: ["ringing", "ring"],
  TALKING: ["talking", "good"], HELD: ["on hold", "hold"], PARKED: ["parked", "hold"], ENDED: ["ended", ""],
  COMPLETED: ["finished", ""],
};
const OUTCOMES = {
  answered: "good", missed: "bad", abandoned: "bad", failed: "bad", rejected: "bad", busy: "ring", voicemail: "hold",
  canceled: "", fax: "hold", unknown: "",
};
const ARROWS = {
  inbound: ["↘", "inbound"], outbound: ["↗", "outbound"], internal: ["↔", "internal"], unknown: ["·", "direction unknown"],
};

export function isOver(call) {
  return call.state === "ENDED" || call.state === "COMPLETED";
}

export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

export function statePill(call) {
  const [word, tone] = STATES[call.state] ?? [call.state.toLowerCase(), ""];
  return element("span", { className: `pill ${tone}`, textContent: word });
}

export function outcomePill(call) {
  const word = call.outcome ?? "unknown";
  const pill = element("span", { className: `pill ${OUTCOMES[word] ?? ""}`, textContent: word });
  if (call.provisional) {
    pill.title = "provisional until the call log confirms it";
  }
  return pill;
}

function endText(end) {
  if (!end) {
    return "";
  }
  const number = end.e164 ?? end.raw ?? end.number ?? "";
  return [end.name, number].filter(Boolean).join(" ");
}

function outside(call) {
  return call.external?.anonymous ? call.external.name ?? "anonymous" : endText(call.external);
}

function inside(call) {
  const user = call.user;
  return endText(user) || endText(call.dialed) || (user?.extensionId ? `extension ${user.extensionId}` : "");
}

/** A name, and its number less loudly. */
function endSpan(text) {
  const [, name, number] = text.match(/^(.*\S) (\+?\d+)$/) ?? [null, text, ""];
  return element("span", {}, name, element("span", { className: "number", textContent: number && ` ${number}` }));
}

/** Who calls whom, caller first. */
export function ends(call) {
  if (call.direction === "internal") {
    const caller = call.legs.find((leg) => leg.direction === "outbound");
    return [endText(caller) || "extension", endText(call.dialed) || inside(call) || "extension"];
  }
  const here = inside(call) || "our side";
  const there = outside(call) || "outside";
  return call.direction === "inbound" ? [there, here] : [here, there];
}

export function whoText(call) {
  const [from, to] = ends(call);
  return `${from} to ${to}`;
}

export function whoButton(call) {
  const [sign, words] = ARROWS[call.direction] ?? ARROWS.unknown;
  const [from, to] = ends(call).map(endSpan);
  return element("button", { className: "who", type: "button" },
    element("span", { className: "arrow", textContent: sign, title: words, ariaHidden: "true" }),
    element("span", { className: "visually-hidden", textContent: `${words}: ` }),
    element("span", { className: "ends" }, from, element("span", { className: "to", textContent: " → " }), to));
}

export function clock(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (number) => String(number).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

export function timeOfDay(text, millis = false) {
  const options = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" };
  return new Date(text).toLocaleTimeString("en-GB", millis ? { ...options, fractionalSecondDigits: 3 } : options);
}

/** When the call entered the state that it is in. */
export function stateSince(call) {
  return Date.parse(call.history?.at(-1)?.at ?? call.times.startedAt);
}

/** A sum of the snapshot, with what has been added since by a call that still is in that state. */
export function running(ms, call, state, now) {
  return call.state === state ? ms + Math.max(0, now - stateSince(call)) : ms;
}

/** One event of a call as a line of its timeline. */
export function timelineItem(envelope) {
  const type = envelope.type.replace("io.switchhook.", "");
  const item = element("li", { className: type.startsWith("leg.") ? "leg" : "" });
  if (type === "call.corrected") {
    item.className = "correction";
  }
  const what = element("div", { className: "what", textContent: type.replace(".", " ") });
  for (const detail of details(envelope)) {
    what.append(element("span", { className: "detail", textContent: detail }));
  }
  item.append(element("time", { dateTime: envelope.time, textContent: timeOfDay(envelope.time, true) }), what);
  return item;
}

function details(envelope) {
  const { change, call, certainty, origin, gap } = envelope.data;
  const lines = [];
  if (change.state) {
    lines.push(change.state.filter(Boolean).map((state) => STATES[state]?.[0] ?? state).join(" → "));
  }
  if (change.leg) {
    lines.push(legText(call.legs.find((leg) => leg.id === change.leg), change.leg));
  }
  for (const one of change.changes ?? []) {
    lines.push(`${one.path}: ${one.old || "none"} → ${one.new || "none"}`);
  }
  if (change.reopened) {
    lines.push("goes on after all");
  }
  if (certainty !== "observed" || origin !== "live") {
    lines.push(`${certainty}, from ${origin}`);
  }
  if (gap) {
    lines.push(`went on without notifications ${gap.from} to ${gap.to}`);
  }
  return lines;
}

function legText(leg, id) {
  if (!leg) {
    return id;
  }
  const who = leg.name ?? leg.number ?? (leg.extensionId ? `extension ${leg.extensionId}` : leg.id);
  return leg.reason ? `${who} (${leg.kind}), ${leg.reason}` : `${who} (${leg.kind})`;
}
