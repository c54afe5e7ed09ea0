// The page: what is live, what is finished, and the story of one call. The daemon decides; this only shows.

import { clock, element, ends, isOver, outcomePill, running, statePill, stateSince, timelineItem, timeOfDay, whoButton, whoText }
  from "./calls.js";
import { refreshConnectors } from "./connectors.js";
import { explanationParts } from "./explain.js";
import { follow, getJson, hasToken, rememberToken, Unauthorized } from "./stream.js";

const LIVE_MAX = 1000; // rows; the daemon's own bound for one answer
const RECENT_MAX = 50; // rows; chosen, because older ones are found by asking
const RETRY_MIN_MS = 500;
const RETRY_MAX_MS = 10000;

const $ = (id) => document.getElementById(id);
const live = new Map();
const recent = new Map();
const rows = new Map();
let retryMs = RETRY_MIN_MS;
let skewMs = 0; // the daemon's clock minus ours
let shown = null; // id of the call whose timeline is open
let timelineSequence = "";
let timelineCall = null;

const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const now = () => Date.now() + skewMs;

/** Shows everything, then follows; begins anew when the daemon wants a token or has another journal. */
async function run() {
  for (;;) {
    try {
      await followFrom(await load());
    } catch (error) {
      if (error instanceof Unauthorized) {
        setConnection("token needed", "bad");
        await askToken();
      } else {
        await waitToRetry();
      }
    }
  }
}

/** Follows the stream over any number of connections, each resuming where the one before ended. */
async function followFrom(start) {
  let offset = start;
  for (;;) {
    offset = await follow(offset, connected, heard);
    let newest = null;
    while (newest === null) {
      await waitToRetry();
      newest = await newestOffset();
    }
    if (newest < offset) {
      return; // another journal stands behind the door
    }
  }
}

function connected() {
  retryMs = RETRY_MIN_MS;
  setConnection("live", "good");
}

async function waitToRetry() {
  setConnection("reconnecting…", "wait");
  await pause(retryMs);
  retryMs = Math.min(retryMs * 2, RETRY_MAX_MS);
}

/** Null while the daemon cannot be reached. */
async function newestOffset() {
  try {
    return (await getJson("/api/v1/status")).offset;
  } catch (error) {
    if (error instanceof Unauthorized) {
      throw error;
    }
    return null;
  }
}

async function load() {
  await refreshStatus();
  refreshConnectors();
  const open = await getJson(`/api/v1/calls?open=true&max=${LIVE_MAX}`);
  const over = await getJson(`/api/v1/calls?open=false&max=${RECENT_MAX}`);
  live.clear();
  recent.clear();
  rows.clear();
  $("live").tBodies[0].replaceChildren();
  open.calls.forEach((call) => live.set(call.id, call));
  over.calls.forEach((call) => recent.set(call.id, call));
  open.calls.slice().reverse().forEach((call) => showLive(call));
  showRecent();
  showCount();
  $("offset").textContent = open.offset;
  openAddressed();
  return open.offset;
}

function heard(envelope) {
  const call = envelope.data.call;
  $("offset").textContent = envelope.data.offset;
  if (!call) {
    refreshStatus(); // news of a source or a connector
    refreshConnectors();
    return;
  }
  const known = live.get(call.id) ?? recent.get(call.id);
  if (known && known.version > call.version) {
    return; // the list was newer than this event
  }
  if (isOver(call)) {
    live.delete(call.id);
    rows.get(call.id)?.remove();
    rows.delete(call.id);
    recent.delete(call.id);
    recent.set(call.id, call);
    showRecent();
  } else {
    recent.delete(call.id) && showRecent();
    live.set(call.id, call);
    showLive(call, !known || known.state !== call.state);
  }
  tell(known, call);
  showCount();
  if (shown === call.id) {
    appendTimeline(envelope);
  }
}

/** For screen readers: a call's new state, not each of its legs. */
function tell(known, call) {
  if (known?.state !== call.state) {
    $("news").textContent = `${whoText(call)}: ${isOver(call) ? call.outcome ?? "ended" : call.state.toLowerCase()}`;
  }
}

function showLive(call, changed = false) {
  const row = element("tr", {},
    element("td", {}, statePill(call)),
    element("td", {}, whoButton(call)),
    element("td", { className: "num" }),
    element("td", { className: "num" }),
    element("td", { className: "num", textContent: call.legs.filter((leg) => !isLegOver(leg)).length }));
  row.cells[4].dataset.label = "legs";
  row.onclick = () => { location.hash = encodeURIComponent(call.id); };
  row.classList.toggle("changed", changed);
  const old = rows.get(call.id);
  const focused = old?.contains(document.activeElement);
  old ? old.replaceWith(row) : $("live").tBodies[0].prepend(row);
  rows.set(call.id, row);
  tickRow(call, row);
  if (focused) {
    row.querySelector("button").focus();
  }
}

const isLegOver = (leg) => leg.state === "ended" || leg.state === "replaced";

function showRecent() {
  const newest = [...recent.values()].sort((a, b) => ended(b).localeCompare(ended(a))).slice(0, RECENT_MAX);
  recent.clear();
  newest.forEach((call) => recent.set(call.id, call));
  const focused = document.activeElement.closest("#recent tr")?.dataset.call;
  $("recent").tBodies[0].replaceChildren(...newest.map((call) => {
    const row = element("tr", {},
      element("td", {}, outcomePill(call)),
      element("td", {}, whoButton(call)),
      element("td", { className: "num", textContent: timeOfDay(ended(call)) }),
      element("td", { className: "num", textContent: call.durations.talkMs > 0 ? clock(call.durations.talkMs) : "–" }),
      element("td", { className: "num", textContent: clock(call.durations.totalMs) }));
    row.cells[3].dataset.label = "talked";
    row.dataset.call = call.id;
    row.onclick = () => { location.hash = encodeURIComponent(call.id); };
    return row;
  }));
  [...$("recent").tBodies[0].rows].find((row) => row.dataset.call === focused)?.querySelector("button").focus();
  $("recent").hidden = newest.length === 0;
  $("recent-empty").hidden = newest.length > 0;
}

const ended = (call) => call.times.endedAt ?? call.times.startedAt;

function showCount() {
  $("live-unknown").hidden = true;
  $("finished").hidden = false;
  $("live-count").textContent = live.size;
  $("live").hidden = live.size === 0;
  $("live-empty").hidden = live.size > 0;
  document.title = live.size > 0 ? `(${live.size}) Switchhook` : "Switchhook";
}

function tickRow(call, row) {
  row.cells[2].textContent = clock(now() - stateSince(call));
  row.cells[3].textContent = clock(now() - Date.parse(call.times.startedAt));
}

function setConnection(text, tone) {
  $("connection").textContent = text;
  $("connection").className = `pill ${tone}`;
}

async function refreshStatus() {
  const status = await getJson("/api/v1/status");
  skewMs = Date.parse(status.now) - Date.now();
  $("sources").replaceChildren(...status.accounts.flatMap((account) => account.sources.map((source) => {
    const item = element("li", { textContent: `${account.account} ${source.name}${source.up ? "" : " is down"}` });
    item.classList.toggle("down", !source.up);
    item.title = source.detail || "stands";
    return item;
  })));
  const words = status.missing.map((one) => [one.account, one.source, one.detail].filter(Boolean).join(": "));
  $("missing").textContent = `Not ready. ${words.join(" · ")}`;
  $("missing").hidden = status.ready;
}

/** The address names the call that is open, so that it can be sent to somebody and survives a reload. */
function openAddressed() {
  const id = decodeURIComponent(location.hash.slice(1));
  if (id) {
    openTimeline(id).catch(() => { location.hash = ""; }); // no such call, or no connection: the list stays
  } else {
    $("timeline").close();
  }
}

async function openTimeline(id) {
  const { events } = await getJson(`/api/v1/calls/${encodeURIComponent(id)}/events`);
  if (events.length === 0) {
    return;
  }
  shown = events[0].subject;
  timelineSequence = "";
  $("timeline-events").replaceChildren();
  showExplanation(null);
  events.forEach(appendTimeline);
  if (!$("timeline").open) {
    $("timeline").showModal();
  }
}

/** Shows the events of the open call, or in their place why they were told. */
function showExplanation(told) {
  $("explanation").replaceChildren(...(told ? explanationParts(told) : []));
  $("explanation").hidden = !told;
  $("timeline-events").hidden = Boolean(told);
  $("timeline-why").textContent = told ? "Back to the events" : "Why?";
  $("timeline-why").setAttribute("aria-expanded", Boolean(told));
}

async function toggleExplanation() {
  const call = shown;
  if (!$("explanation").hidden) {
    showExplanation(null);
    return;
  }
  const told = await getJson(`/api/v1/calls/${encodeURIComponent(call)}/explain`);
  if (shown === call) {
    showExplanation(told);
  }
}

function appendTimeline(envelope) {
  const place = `${envelope.sequence}`.padStart(12, "0");
  if (place <= timelineSequence) {
    return;
  }
  timelineSequence = place;
  const call = envelope.data.call;
  $("timeline-events").append(timelineItem(envelope));
  $("timeline-title").replaceChildren(isOver(call) ? outcomePill(call) : statePill(call));
  $("timeline-who").textContent = ends(call).join(" → ");
  showFacts(call);
}

function showFacts(call) {
  timelineCall = call;
  const facts = {
    call: call.id, account: call.account, started: timeOfDay(call.times.startedAt),
    rang: clock(running(call.durations.ringMs, call, "RINGING", now())),
    talked: clock(running(call.durations.talkMs, call, "TALKING", now())),
    held: clock(running(call.durations.holdMs, call, "HELD", now())),
  };
  $("timeline-facts").replaceChildren(...Object.entries(facts).map(([name, value]) =>
    element("div", {}, element("dt", { textContent: name }), element("dd", { textContent: value }))));
}

function askToken() {
  $("login-why").hidden = false;
  if (hasToken()) {
    $("login-why").textContent = "The daemon did not accept this token. Expected is the value of http.token.";
  }
  $("login").showModal();
  return new Promise((done) => {
    $("login-form").onsubmit = () => {
      rememberToken($("login-token").value.trim());
      $("login-token").value = "";
      done();
    };
    $("login").oncancel = (event) => event.preventDefault();
  });
}

$("timeline-why").onclick = () => toggleExplanation().catch(() => {}); // without a connection the events stay
$("timeline-close").onclick = () => $("timeline").close();
$("timeline").onclose = () => {
  shown = null;
  history.replaceState(null, "", location.pathname);
};
window.onhashchange = openAddressed;
$("timeline").onclick = (event) => event.target === $("timeline") && $("timeline").close();
setInterval(() => {
  live.forEach((call, id) => tickRow(call, rows.get(id)));
  if (shown !== null) {
    showFacts(timelineCall);
  }
}, 1000);
setInterval(() => {
  refreshStatus().catch(() => {}); // the stream's own state is shown apart
  refreshConnectors();
}, 5000);
run();
