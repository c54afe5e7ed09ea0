// Why a call is told as it is: evidence, decision, event. Everything that came from outside is set as text.

import { element, timeOfDay } from "./calls.js";

/** The whole explanation, as children of its panel. */
export function explanationParts(told) {
  const parts = [];
  if (told.deliveries?.length > 0) {
    parts.push(element("h3", { textContent: "At the connectors" }),
      element("ul", { className: "deliveries" }, ...told.deliveries.map(deliveryItem)));
  }
  if (!told.complete) {
    parts.push(element("p", { className: "notice", textContent:
      `${told.letGo} pieces of evidence have been let go, so it cannot be said what was decided and why. What is left:` }));
  }
  parts.push(element("h3", { textContent: "Evidence and decisions" }), element("ol", { className: "steps" }, ...told.steps.map(stepItem)));
  if (told.unexplained.length > 0) {
    parts.push(element("p", { className: "detail", textContent: "Published without evidence that is left to explain it:" }),
      element("ul", { className: "published" }, ...told.unexplained.map(publishedItem)));
  }
  return parts;
}

const FATES = { done: "good", pending: "ring", unseen: "ring", dead: "bad", shadowed: "hold" };

function deliveryItem(delivery) {
  const item = element("li", {},
    element("div", { className: "what" },
      element("span", { className: `pill ${FATES[delivery.state] ?? ""}`, textContent: delivery.state }),
      ` ${delivery.connector}`),
    element("p", { className: "decision", textContent: delivery.says }));
  const record = delivery.recordId ? `record ${delivery.recordId}` : delivery.url;
  if (delivery.url?.match(/^https?:\/\//)) {
    item.append(element("a", { href: delivery.url, target: "_blank", rel: "noopener noreferrer", textContent: record }));
  } else if (record) {
    item.append(element("span", { className: "detail", textContent: record }));
  }
  for (const letter of delivery.deadLetters ?? []) {
    item.append(element("p", { className: "detail", textContent: `dead letter ${letter.id}: ${letter.reason}` }));
  }
  return item;
}

function stepItem(step) {
  const item = element("li", { className: step.evidence ? "" : "time" });
  const head = element("div", { className: "head" },
    element("time", { dateTime: step.at, textContent: timeOfDay(step.at, true) }),
    element("span", { className: "what", textContent: step.evidence ? evidenceText(step.evidence) : "time passed" }));
  item.append(head);
  for (const decision of step.decisions) {
    item.append(element("p", { className: "decision", title: decision.says },
      element("code", { textContent: decision.rule }), ` ${decision.says}`,
      element("span", { className: "detail", textContent: [short(decision.leg), decision.detail].filter(Boolean).join(" · ") })));
  }
  if (step.published.length > 0) {
    item.append(element("ul", { className: "published" }, ...step.published.map(publishedItem)));
  }
  if (step.evidence) {
    item.append(rawBody(step.evidence));
  }
  return item;
}

function publishedItem(event) {
  return element("li", { textContent: `${event.type.replace(".", " ")}, event ${Number(event.id.split(":").at(-1))}`, title: event.id });
}

/** The end of a long id tells a call's legs apart. */
const short = (id) => id && id.length > 14 ? `…${id.slice(-8)}` : id;

function evidenceText(evidence) {
  const words = [`${evidence.what.replaceAll("-", " ")} via ${evidence.via}`];
  if (evidence.extension) {
    words.push(`extension ${evidence.extension}`);
  }
  if (evidence.sequence) {
    words.push(`#${evidence.sequence}`);
  }
  for (const report of evidence.reports ?? []) {
    const flags = ["final", "live", "answered"].filter((name) => report[name]);
    words.push([short(report.leg), report.state, report.reason, report.result, ...flags].filter(Boolean).join(" "));
  }
  if (evidence.why) {
    words.push(evidence.why);
  }
  return words.join(" · ");
}

function rawBody(evidence) {
  const summary = element("summary", { textContent: `as it came, ${evidence.bytes} bytes` });
  const text = evidence.body === null ? "too long to be shown here" : JSON.stringify(evidence.body, null, 2);
  return element("details", {}, summary, element("pre", { textContent: text }));
}
