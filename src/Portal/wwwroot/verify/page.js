// @ts-check
// The page before the checks: takes what the reader drops, pastes or has in the link, and shows what was found. It asks
// the ledger for a proof only when a link names an event or the reader says so; nothing that is dropped leaves it. It
// keeps itself on the device, so that it opens without a network too (verify-offline.js).

import { check, kindOf, reasonOf, ref } from "./checks.js";
import { canVerify, fromBase64Url, textOf, toBase64 } from "./ledger.js";

/**
 * @typedef {import("./checks.js").Given} Given
 * @typedef {import("./checks.js").Said} Said
 * @typedef {import("./checks.js").Value} Value
 * @typedef {{ kind: string, name: string, content: string, bytes: import("./ledger.js").Bytes }} Item
 */

/** @template {HTMLElement} T @param {string} name @returns {T} */
const at = name => /** @type {T} */ (document.getElementById(name));
const isPersian = document.documentElement.lang === "fa";
const policy = /** @type {HTMLTextAreaElement} */ (at("verify-policy"));
const receipts = /** @type {HTMLTextAreaElement} */ (at("verify-receipts"));
const draws = /** @type {HTMLTextAreaElement} */ (at("verify-draws"));
const asServed = { policy: policy.value, receipts: receipts.value, draws: draws.value };
const texts = new Map([.../** @type {HTMLTemplateElement} */ (at("verify-texts")).content.querySelectorAll("li")]
  .map(item => [item.dataset.say ?? "", item.textContent ?? ""]));
/** @type {Item[]} */
let items = [];
/** @type {Said | null} */
let message = null;
let turn = 0;

// ---------- Words, as the page's language writes them ----------

/** @param {Said} said @returns {DocumentFragment} */
function say([code, ...values]) {
  const sentence = texts.get(code);
  if (sentence === undefined) throw new Error(`There are no words for ${code}.`);
  const all = document.createDocumentFragment();
  sentence.split(/\{(\d)\}/).forEach((part, place) =>
    all.append(place % 2 === 0 ? part : show(values[Number(part)] ?? "")));
  return all;
}

/** @param {Value | Value[] | Said | ""} value @returns {Node} */
function show(value) {
  if (Array.isArray(value)) {
    if (typeof value[0] === "string") return say(/** @type {Said} */ (value));
    const list = document.createDocumentFragment();
    /** @type {Value[]} */ (value).forEach((one, place) => {
      if (place > 0) list.append(texts.get("comma") ?? ", ");
      list.append(show(one));
    });
    return list;
  }
  if (value === "") return document.createTextNode("");
  switch (value.kind) {
    case "ref": return isolated(String(value.of), "ref break");
    case "hash": return isolated(value.of, "hash");
    case "number": return isolated(digits(value.of));
    case "time": return moment(value.of);
    case "span": return spanOf(value.of);
    default: return isolated(value.of);
  }
}

/** @param {string} content @param {string} [style] */
function isolated(content, style) {
  const element = document.createElement("bdi");
  element.textContent = content;
  if (style) {
    element.className = style;
    element.dir = "ltr";
    element.translate = false;
  }
  return element;
}

/** @param {number | bigint} value */
const digits = value => new Intl.NumberFormat(isPersian ? "fa-IR-u-nu-arabext" : "en-US").format(value);

/** @param {Date} instant */
function moment(instant) {
  const zone = { timeZone: "Asia/Tehran" };
  const day = new Intl.DateTimeFormat(isPersian ? "fa-IR-u-ca-persian-nu-arabext" : "en-US",
    { ...zone, day: "numeric", month: isPersian ? "long" : "short", year: "numeric" }).formatToParts(instant);
  /** @param {string} type */
  const part = type => day.find(one => one.type === type)?.value ?? "";
  const clock = new Intl.DateTimeFormat(isPersian ? "fa-IR-u-nu-arabext" : "en-US",
    { ...zone, hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }).format(instant);
  const element = document.createElement("time");
  element.dateTime = instant.toISOString();
  element.append(say(["when", { kind: "text", of: `${part("day")} ${part("month")} ${part("year")}` },
    { kind: "text", of: clock }]));
  return element;
}

/** @param {number} seconds */
function spanOf(seconds) {
  const [unit, length] = seconds % 86400 === 0 ? ["days", 86400] : seconds % 3600 === 0 ? ["hours", 3600]
    : seconds % 60 === 0 ? ["minutes", 60] : ["seconds", 1];
  return say([`span.${unit}`, { kind: "number", of: seconds / Number(length) }]);
}

// ---------- What was given ----------

/** @param {string} name @param {import("./ledger.js").Bytes} bytes */
function take(name, bytes) {
  message = null;
  let content;
  try {
    content = textOf(bytes);
  } catch (wrong) {
    items.push({ kind: "unknown", name, content: "", bytes });
    message = reasonOf(wrong);
    return;
  }
  const kind = kindOf(name, content);
  if (kind === "policy") policy.value = content;
  else if (kind === "key") policy.value = `${content.trim().replaceAll(/^/gm, "log ")}\nquorum none\n`;
  else if (kind === "receipts-key") receipts.value = content.trim();
  else if (kind === "draw-keys") draws.value = content;
  // One of each: a second receipt takes the place of the first, but values may be disclosed one by one.
  if (kind !== "disclosure" && kind !== "unknown") items = items.filter(item => item.kind !== kind);
  items.push({ kind, name, content, bytes });
}

/** @param {Iterable<File>} files */
async function takeFiles(files) {
  for (const file of files) take(file.name, new Uint8Array(await file.arrayBuffer()));
  await run();
}

/** @returns {Given} */
function given() {
  /** @param {string} kind */
  const one = kind => items.find(item => item.kind === kind);
  // Editors put a newline after the entry; the entry itself has none.
  const entry = one("entry");
  const end = entry && entry.bytes[entry.bytes.length - 1] === 10 ? -1 : undefined;
  return {
    receipt: one("receipt")?.content, proof: (one("proof") ?? one("draw-request"))?.content,
    requested: one("proof") ? one("draw-request")?.content : undefined, checkpoint: one("checkpoint")?.content,
    entry: entry?.bytes.slice(0, end),
    disclosures: items.filter(item => item.kind === "disclosure").flatMap(item => item.content.trim().split("\n"))
      .map(line => line.trim()),
  };
}

/** The link of a receipt: its text without what is known, and its signature; or an event, or the two of a draw. */
async function takeLink() {
  const link = new URLSearchParams(location.hash.slice(1));
  const [origin, event, digest, time, delay, signature] =
    ["origin", "id", "digest", "time", "delay", "sig"].map(name => link.get(name));
  const draw = link.get("draw");
  if (draw !== null) for (const one of draw.split(",").slice(0, 2)) await fetchProof(one);
  if (event === null) return;
  if (origin !== null && digest !== null && time !== null && delay !== null && signature !== null) {
    try {
      const note = `egov-receipt/v1\n${origin}\n${event}\n${toBase64(fromBase64Url(digest))}\n${time}\n${delay}\n`
        + `\n\u2014 ${origin} ${toBase64(fromBase64Url(signature))}\n`;
      take(`${event}.receipt`, new TextEncoder().encode(note));
    } catch (wrong) {
      message = reasonOf(wrong);
    }
  }
  await run();
  await fetchProof(event);
}

/** @param {string} event */
async function fetchProof(event) {
  try {
    const answer = await fetch(`/ledger/proofs/${encodeURIComponent(event)}`);
    if (answer.ok) take(`${event}.tlog-proof`, new Uint8Array(await answer.arrayBuffer()));
    else message = answer.status === 404 ? ["fetch.none", ref(event)] : ["fetch.failed"];
  } catch {
    message = ["fetch.failed"];
  }
  await run();
}

// ---------- What was found ----------

async function run() {
  const mine = ++turn;
  list();
  const asked = given();
  const isEmpty = !asked.receipt && !asked.proof && !asked.checkpoint && !asked.entry && asked.disclosures.length === 0;
  const unknown = items.find(item => item.kind === "unknown");
  if (unknown && message === null) message = ["unknown", { kind: "text", of: unknown.name }];
  const result = isEmpty ? null : await check(
    asked, { policy: policy.value, receipts: receipts.value, draws: draws.value }, new Date());
  if (mine !== turn) return;
  at("verify-message").replaceChildren(...(message === null ? [] : [said("p", message)]));
  at("verify-message").hidden = message === null;
  at("verify-found").hidden = result === null;
  if (result === null) {
    at("verify-head").replaceChildren();
    return;
  }

  const isWhole = ["head.kept", "head.in-ledger", "head.checkpoint", "head.drawn"].includes(result.head[0]);
  const section = document.createElement("section");
  section.className = result.isBad ? "result result-bad" : isWhole ? "result" : "result result-open";
  section.setAttribute("aria-labelledby", "verify-result");
  const title = said("h2", result.head, icon(result.isBad ? "cross" : isWhole ? "check" : "clock"));
  title.id = "verify-result";
  const body = document.createElement("div");
  body.className = "stack";
  body.append(title, said("p", [result.isBad ? "head.bad.more" : `${result.head[0]}.more`]));
  section.append(body);
  at("verify-head").replaceChildren(section);

  at("verify-steps").replaceChildren(...result.steps.map(step => {
    const line = document.createElement("li");
    line.className = step.state === "skip" ? "skip-c" : step.state;
    line.dataset.step = step.step;
    const words = document.createElement("div");
    words.append(said("b", [`step.${step.step}`]), said("p", step.said));
    line.append(icon(step.state === "ok" ? "check" : step.state === "bad" ? "cross" : "dash"), words);
    return line;
  }));
  at("verify-proved").replaceChildren(...result.proved.map(one => said("li", one)));
  at("verify-proved-panel").hidden = result.proved.length === 0;
  at("verify-amiss").hidden = !result.isBad;
  const isServed = policy.value === asServed.policy && receipts.value === asServed.receipts
    && draws.value === asServed.draws;
  at("verify-not").replaceChildren(...[
    ["not.facts"], [isServed ? "not.keys-served" : "not.keys"],
    ...(result.steps.some(step => step.step === "witnesses" && step.state === "ok") ? [] : [["not.witnesses"]]),
  ].map(one => said("li", /** @type {Said} */ (one))));
  const missing = asked.proof === undefined && result.event !== null && !result.isBad;
  at("verify-fetch-part").hidden = !missing;
  at("verify-fetch").dataset.event = result.event ?? "";
}

function list() {
  at("verify-given").replaceChildren(...items.map(item => {
    const line = document.createElement("li");
    const remove = document.createElement("button");
    remove.type = "button";
    remove.className = "btn btn-2";
    const which = document.createElement("span");
    which.className = "vh";
    which.append(" ", isolated(item.name));
    const word = document.createElement("span");
    word.append(say(["remove"]), which);
    remove.append(word);
    remove.addEventListener("click", () => {
      items = items.filter(other => other !== item);
      message = null;
      void run().then(() => at("verify-files").focus());
    });
    const words = document.createElement("span");
    words.append(say(["given", [`kind.${item.kind}`], { kind: "ref", of: item.name }]));
    line.append(words, remove);
    return line;
  }));
}

/** @param {string} element @param {Said} words @param {Node} [before] */
function said(element, words, before) {
  const made = document.createElement(element);
  const inside = document.createElement("span");
  inside.append(say(words));
  made.append(...(before ? [before, inside] : [say(words)]));
  return made;
}

/** @param {string} name */
function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "ico");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

// ---------- The page comes to life ----------

const files = /** @type {HTMLInputElement} */ (at("verify-files"));
const paste = /** @type {HTMLTextAreaElement} */ (at("verify-paste"));
files.addEventListener("change", () => {
  void takeFiles([...files.files ?? []]);
  files.value = "";
});
at("verify-text").addEventListener("click", () => {
  // What is copied from a page or a letter loses its last newline, and may gain a carriage return on each line.
  const content = paste.value.replaceAll("\r", "").trim();
  if (content === "") return paste.focus();
  take(texts.get("pasted") ?? "", new TextEncoder().encode(content + "\n"));
  paste.value = "";
  void run();
});
at("verify-fetch").addEventListener("click", () => void fetchProof(at("verify-fetch").dataset.event ?? ""));
for (const field of [policy, receipts, draws]) field.addEventListener("input", () => void run());
addEventListener("hashchange", () => {
  items = [];
  void takeLink();
});
const drop = at("verify-drop");
document.addEventListener("dragover", event => {
  if (!event.dataTransfer?.types.includes("Files")) return;
  event.preventDefault();
  drop.classList.add("is-over");
});
document.addEventListener("dragleave", () => drop.classList.remove("is-over"));
document.addEventListener("drop", event => {
  if (!event.dataTransfer?.types.includes("Files")) return;
  event.preventDefault();
  drop.classList.remove("is-over");
  void takeFiles([...event.dataTransfer.files]);
});

// ---------- Kept on the device ----------

/** What this page is made of, as whoever comes from the street gets it: devices are shared, and names stay off them. */
async function keep() {
  const home = `/${document.documentElement.lang}/verify`;
  const kept = await caches.open(home);
  await document.fonts.ready;
  const loaded = /** @type {PerformanceResourceTiming[]} */ (performance.getEntriesByType("resource"))
    .filter(one => one.initiatorType !== "fetch" && new URL(one.name).origin === location.origin);
  const icon = /** @type {HTMLLinkElement} */ (document.querySelector("link[rel=icon]")).href;
  const parts = new Set([new URL(home, location.origin).href, icon, ...loaded.map(one => one.name)]);
  try {
    // All or nothing: parts of two versions would not fit one another.
    await kept.addAll([...parts].map(part => new Request(part, { credentials: "omit" })));
    for (const old of await kept.keys()) if (!parts.has(old.url)) await kept.delete(old);
  } catch {
    // Without a network what was kept before stays.
  }
  if (await kept.match(home) === undefined) return;
  await navigator.serviceWorker.register("/verify-offline.js", { scope: home });
  await navigator.serviceWorker.ready;
  at("verify-kept").hidden = false;
}

if (await canVerify()) {
  at("verify-without").hidden = true;
  at("verify-tool").hidden = false;
  await takeLink();
  // A browser that keeps nothing, or may not, verifies all the same.
  if ("serviceWorker" in navigator && "caches" in window) await keep().catch(() => undefined);
} else {
  at("verify-cannot").hidden = false;
}
