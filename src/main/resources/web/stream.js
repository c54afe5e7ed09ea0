// The connection to the daemon: requests with the token, and the event stream with resumption.
// It reads the stream with fetch and not with EventSource, so that the token travels in a header and never in an address.

const TOKEN_KEY = "switchhook.token";

/** The daemon wants a token, or another one. */
export class Unauthorized extends Error {}

export function rememberToken(token) {
  sessionStorage.setItem(TOKEN_KEY, token);
}

export function hasToken() {
  return sessionStorage.getItem(TOKEN_KEY) !== null;
}

async function request(path, headers, signal, method = "GET") {
  const token = sessionStorage.getItem(TOKEN_KEY);
  const all = token ? { ...headers, Authorization: `Bearer ${token}` } : headers;
  const response = await fetch(path, { method, headers: all, signal, cache: "no-store" });
  if (response.status === 401) {
    throw new Unauthorized();
  }
  return response;
}

export async function getJson(path) {
  const response = await request(path, { Accept: "application/json" });
  if (!response.ok) {
    throw new Error(`${path} answered ${response.status}`);
  }
  return response.json();
}

/** Has something done; fails with the daemon's own words. */
export async function post(path) {
  const response = await request(path, { Accept: "application/json" }, undefined, "POST");
  const answer = await response.json();
  if (!response.ok) {
    throw new Error(answer.detail ?? `${path} answered ${response.status}`);
  }
  return answer;
}

/**
 * Follows the events after an offset until the connection ends, whichever way.
 * Returns the offset to resume from; heard(envelope) is called for each event, connected() once.
 */
export async function follow(after, connected, heard, silenceMs = 45000) {
  const stop = new AbortController();
  let patience = setTimeout(() => stop.abort(), silenceMs);
  let offset = after;
  try {
    const response = await request(
      "/api/v1/events", { Accept: "text/event-stream", "Last-Event-ID": String(after) }, stop.signal);
    if (!response.ok) {
      throw new Error(`events answered ${response.status}`);
    }
    connected();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      clearTimeout(patience);
      patience = setTimeout(() => stop.abort(), silenceMs);
      const blocks = (rest + part.value).split("\n\n");
      rest = blocks.pop();
      for (const block of blocks) {
        offset = deliver(block, offset, heard);
      }
    }
  } catch (error) {
    if (error instanceof Unauthorized) {
      throw error;
    }
  } finally {
    clearTimeout(patience);
    stop.abort();
  }
  return offset;
}

function deliver(block, offset, heard) {
  let id = offset;
  let data = "";
  for (const line of block.split("\n")) {
    if (line.startsWith("id: ")) {
      id = Number(line.slice(4));
    } else if (line.startsWith("data: ")) {
      data += line.slice(6);
    }
  }
  if (data) {
    heard(JSON.parse(data));
  }
  return id;
}
