// @ts-check
// What is checked of what the reader gave, in which order, and what follows from it. Knows no page and no language:
// each step says a code, for which the page has words, and the values that go into them.

import * as ledger from "./ledger.js";

/**
 * @typedef {{ receipt?: string, proof?: string, requested?: string, checkpoint?: string, entry?: ledger.Bytes,
 *   disclosures: string[] }} Given
 * @typedef {{ policy: string, receipts: string, draws: string }} Trust
 * @typedef {{ kind: "ref" | "hash" | "number" | "time" | "span" | "text", of: any }} Value
 * @typedef {[code: string, ...values: (Value | Value[] | Said)[]]} Said
 * @typedef {{ step: string, state: "ok" | "bad" | "skip", said: Said }} Step
 * @typedef {{ steps: Step[], head: Said, isBad: boolean, proved: Said[], event: string | null }} Result
 */

/** @param {unknown} of @returns {Value} */
export const ref = of => ({ kind: "ref", of });
/** @param {unknown} of @returns {Value} */
const hash = of => ({ kind: "hash", of });
/** @param {number | bigint} of @returns {Value} */
const number = of => ({ kind: "number", of });
/** @param {Date} of @returns {Value} */
const time = of => ({ kind: "time", of });
/** @param {number} of @returns {Value} */
const span = of => ({ kind: "span", of });
/** @param {string} of @returns {Value} */
const text = of => ({ kind: "text", of });

/** @param {unknown} error @returns {Said} */
export function reasonOf(error) {
  if (!(error instanceof ledger.Wrong)) throw error;
  return [`wrong.${error.code}`, ...error.values.map(value =>
    value instanceof ledger.Wrong ? reasonOf(value)
    : typeof value === "number" ? number(value)
    : Array.isArray(value) ? value.map(ref)
    : ref(value))];
}

/**
 * Verifies all that was given.
 * @param {Given} given @param {Trust} trust @param {Date} now @returns {Promise<Result>}
 */
export async function check(given, trust, now) {
  /** @type {Step[]} */
  const steps = [];
  /** @type {Said[]} */
  const proved = [];
  const { receipt: note, proof: file } = given;
  const receipt = note === undefined ? null : await step("receipt", () => checkReceipt(note));
  const proof = file === undefined ? null : await step("proof", () => readProof(file));
  const isAsked = given.proof !== undefined || given.checkpoint !== undefined;
  const opened = isAsked ? await step("checkpoint", () => checkCheckpoint(proof?.note ?? null)) : null;
  if (isAsked) await step("witnesses", () => checkWitnesses());
  const bytes = given.entry ?? proof?.extra ?? null;
  const entry = bytes === null ? null : await step("entry", () => checkEntry(bytes));
  if (given.proof !== undefined) await step("inclusion", () => checkInclusion());
  if (receipt !== null && (given.proof !== undefined || given.entry !== undefined)) await step("content", checkContent);
  const { requested } = given;
  if (requested !== undefined && entry?.type === "draw_executed") {
    const request = await step("draw-request", () => checkRequest(requested));
    const drawn = request === null ? null : await step("contributions", () => checkContributions(request));
    if (request !== null && drawn !== null) await step("draw", () => checkDraw(request, drawn));
  }
  for (const disclosure of given.disclosures) await step("disclosure", () => checkDisclosure(disclosure));
  return { steps, ...conclude(), event: receipt?.event ?? entry?.id ?? null };

  /** @template T @param {string} name @param {() => Promise<T>} run @returns {Promise<T | null>} */
  async function step(name, run) {
    const before = steps.length;
    try {
      return await run();
    } catch (error) {
      steps.length = before;
      steps.push({ step: name, state: "bad", said: reasonOf(error) });
      return null;
    }
  }

  /** @param {string} name @param {Said} said @param {Said} [follows] */
  function ok(name, said, follows) {
    steps.push({ step: name, state: "ok", said });
    if (follows) proved.push(follows);
  }

  /** @param {string} name @param {...any} said */
  function skip(name, ...said) {
    steps.push({ step: name, state: "skip", said: /** @type {Said} */ (/** @type {unknown} */ (said)) });
  }

  /** @param {string} note */
  async function checkReceipt(note) {
    const key = await ledger.parseKey(trust.receipts.trim());
    const { receipt } = await ledger.openReceipt(ledger.parseNote(note), key);
    ok("receipt",
      ["receipt.ok", ref(receipt.origin), ref(key.id), time(receipt.time), ref(receipt.event), hash(receipt.digest),
        span(receipt.delay)],
      ["proved.receipt", ref(receipt.event), time(new Date(receipt.time.getTime() + receipt.delay * 1000))]);
    return receipt;
  }

  /** @param {string} file */
  async function readProof(file) {
    const proof = ledger.parseProof(file);
    const checkpoint = ledger.parseCheckpoint(proof.note.text);
    ok("proof", ["proof.ok", number(proof.index), number(checkpoint.size), number(proof.path.length)]);
    return proof;
  }

  /** @param {ledger.Note | null} ofProof */
  async function checkCheckpoint(ofProof) {
    const note = ofProof ?? (given.checkpoint === undefined ? null : ledger.parseNote(given.checkpoint));
    if (note === null) {
      skip("checkpoint", "skip.proof-unread");
      return null;
    }
    const opened = await ledger.openCheckpoint(note, await ledger.parsePolicy(trust.policy));
    const { checkpoint, log } = opened;
    ok("checkpoint",
      ["checkpoint.ok", ref(log.name), ref(log.id), number(checkpoint.size), hash(checkpoint.root)],
      given.proof === undefined ? ["proved.checkpoint", ref(checkpoint.origin), number(checkpoint.size)] : undefined);
    return opened;
  }

  async function checkWitnesses() {
    if (opened === null) {
      skip("witnesses", "skip.root-untrusted");
      return;
    }
    const { quorum, witnesses } = await ledger.parsePolicy(trust.policy);
    /** @type {Value[]} */
    const names = opened.cosigned.map(one => text(one.witness.name));
    if (!opened.isQuorumMet) {
      steps.push({ step: "witnesses", state: "bad", said: names.length > 0
        ? ["witnesses.too-few", names, ref(quorum)]
        : ["witnesses.none", ref(quorum)] });
    } else if (names.length === 0) {
      skip("witnesses", witnesses.length > 0 ? "witnesses.not-asked" : "witnesses.no-policy");
    } else {
      const latest = opened.cosigned.map(one => one.time).reduce((a, b) => a > b ? a : b);
      ok("witnesses", ["witnesses.ok", number(names.length), names, time(latest), ref(quorum)],
        ["proved.witnesses", names]);
    }
  }

  /** @param {ledger.Bytes} bytes */
  async function checkEntry(bytes) {
    const entry = await ledger.parseEntry(bytes);
    ok("entry", ["entry.ok", ref(entry.type), ref(entry.id), ref(entry.by), time(new Date(entry.recorded)),
      number(ledger.sealedIn(entry.data).size)]);
    return entry;
  }

  async function checkInclusion() {
    if (proof === null) {
      skip("inclusion", "skip.proof-unread");
    } else if (opened === null) {
      skip("inclusion", "skip.root-untrusted");
    } else if (bytes === null) {
      skip("inclusion", "skip.no-entry");
    } else {
      const { size, root } = opened.checkpoint;
      const computed = await ledger.rootOf(proof.index, size, await ledger.leafOf(bytes), proof.path);
      if (computed === null) throw new ledger.Wrong("path", String(proof.index), String(size));
      if (computed !== root) {
        steps.push({ step: "inclusion", state: "bad", said: ["inclusion.differs", hash(computed), hash(root)] });
        return;
      }
      ok("inclusion", ["inclusion.ok", number(proof.path.length), number(proof.index), number(size)],
        entry === null ? undefined
          : ["proved.inclusion", ref(entry.type), ref(entry.id), number(proof.index), number(size)]);
    }
  }

  async function checkContent() {
    if (receipt === null || entry === null) {
      skip("content", "skip.nothing-to-compare");
    } else if (receipt.event !== entry.id) {
      steps.push({ step: "content", state: "bad", said: ["content.other-event", ref(receipt.event), ref(entry.id)] });
    } else if (receipt.digest !== entry.digest) {
      steps.push({ step: "content", state: "bad",
        said: ["content.differs", hash(entry.digest), hash(receipt.digest)] });
    } else {
      ok("content", ["content.ok", hash(entry.digest)], ["proved.content"]);
    }
  }

  /** @param {string} line */
  async function checkDisclosure(line) {
    const disclosure = await ledger.parseDisclosure(line);
    const value = typeof disclosure.value === "string" ? text(disclosure.value) : ref(JSON.stringify(disclosure.value));
    const place = entry === null ? undefined : ledger.sealedIn(entry.data).get(disclosure.digest);
    if (entry === null) {
      skip("disclosure", "skip.disclosure", ref(disclosure.name));
    } else if (place === undefined) {
      steps.push({ step: "disclosure", state: "bad",
        said: ["disclosure.absent", ref(disclosure.name), hash(disclosure.digest)] });
    } else {
      ok("disclosure", ["disclosure.ok", ref(disclosure.name), value, ref(place)],
        ["proved.disclosure", ref(disclosure.name), value]);
    }
  }

  /** The request of the draw stands in the same ledger, before its result. @param {string} file */
  async function checkRequest(file) {
    const request = ledger.parseProof(file);
    if (request.extra === null) throw new ledger.Wrong("proof-entry");
    const tree = await ledger.openCheckpoint(request.note, await ledger.parsePolicy(trust.policy));
    if (!tree.isQuorumMet) throw new ledger.Wrong("draw-quorum");
    const leaf = await ledger.leafOf(request.extra);
    const { origin, size, root } = tree.checkpoint;
    if (await ledger.rootOf(request.index, size, leaf, request.path) !== root) throw new ledger.Wrong("draw-inclusion");
    const asked = await ledger.parseEntry(request.extra);
    const result = membersOf(entry);
    const data = /** @type {any} */ (asked.data);
    if (asked.type !== "draw_requested" || asked.stream !== entry?.stream || data.draw !== result.draw)
      throw new ledger.Wrong("draw-other");
    if (proof === null || request.index >= proof.index || origin !== opened?.checkpoint.origin)
      throw new ledger.Wrong("draw-order");
    if (result.origin !== origin || BigInt(result.index) !== request.index || result.leaf !== ledger.toBase64(leaf))
      throw new ledger.Wrong("draw-leaf", String(result.index), result.origin, String(request.index), origin);
    if (!Array.isArray(data.pool) || data.pool.length === 0 || data.pool.length !== data.n
      || new Set(data.pool).size !== data.n || !Array.isArray(data.contributors))
      throw new ledger.Wrong("draw-shape");
    ok("draw-request", ["draw-request.ok", number(request.index), number(data.n), data.pool.map(ref)],
      ["proved.draw-request", number(request.index)]);
    return { data, alpha: ledger.alphaOf(origin, data.draw, request.index, leaf) };
  }

  /** Each contribution is the one signature of its key. @param {{ data: any, alpha: ledger.Bytes }} request */
  async function checkContributions({ data, alpha }) {
    const keys = await ledger.parseDrawKeys(trust.draws);
    const result = membersOf(entry);
    /** @type {Map<string, ledger.Bytes>} */
    const given = new Map(result.contributions.map((/** @type {any} */ one) =>
      [one.name, ledger.fromBase64(one.signature)]));
    /** @type {string[]} */
    const names = data.contributors.map((/** @type {any} */ one) => one.name);
    const missing = names.filter(name => !given.has(name));
    const signed = result.contributions.map((/** @type {any} */ one) => one.name);
    if (names.filter(name => given.has(name)).join() !== signed.join()
      || missing.join() !== result.missing.join())
      throw new ledger.Wrong("draw-contributors");
    const contributions = [];
    for (const { name, key: id } of data.contributors) {
      const signature = given.get(name) ?? null;
      contributions.push(signature);
      if (signature === null) continue;
      const key = keys.find(one => one.name === name && one.id === id);
      if (key === undefined) throw new ledger.Wrong("draw-key", name, id.slice(0, 16));
      if (!await ledger.isContribution(key, alpha, signature)) throw new ledger.Wrong("draw-contribution", name);
    }
    const nonce = ledger.fromHex(result.nonce ?? "");
    if (result.nonce !== null && (nonce.length !== 32 || await ledger.commitmentOf(nonce) !== data.nonceDigest))
      throw new ledger.Wrong("draw-nonce");
    ok("contributions", [missing.length > 0 ? "contributions.missing" : "contributions.ok",
      names.filter(name => given.has(name)).map(text), missing.map(text)]);
    if (result.nonce !== null) ok("contributions", ["contributions.nonce"]);
    return { contributions, nonce };
  }

  /** @param {{ data: any, alpha: ledger.Bytes }} request
   * @param {{ contributions: (ledger.Bytes | null)[], nonce: ledger.Bytes }} drawn */
  async function checkDraw({ data, alpha }, { contributions, nonce }) {
    const result = membersOf(entry);
    const seed = await ledger.seedOf(alpha, contributions, nonce);
    if (ledger.toHex(seed) !== result.seed) throw new ledger.Wrong("draw-seed", result.seed);
    const place = await ledger.select(seed, data.n);
    if (place !== result.result || data.pool[place] !== result.officer)
      throw new ledger.Wrong("draw-result", data.pool[place], result.officer);
    ok("draw", ["draw.ok", hash(result.seed), number(place), ref(result.officer)],
      ["proved.draw", ref(result.officer)]);
    if (contributions.filter(one => one !== null).length === 1 && nonce.length === 0) skip("draw", "draw.alone");
  }

  /** @param {ledger.Entry | null} of @returns {any} */
  function membersOf(of) {
    return of?.data ?? {};
  }

  /** @returns {{ head: Said, isBad: boolean, proved: Said[] }} */
  function conclude() {
    const failed = steps.find(one => one.state === "bad");
    // What a later step rests on has failed: then nothing that was found besides is said to be proved.
    if (failed) return { head: ["head.bad", [`step.${failed.step}`]], isBad: true, proved: [] };
    /** @param {string} name */
    const isOk = name => steps.some(one => one.step === name && one.state === "ok");
    const head = isOk("draw") ? "head.drawn"
      : isOk("inclusion") && entry !== null ? (isOk("content") ? "head.kept" : "head.in-ledger")
      : given.proof !== undefined ? "head.incomplete"
      : receipt !== null ? (isDue() ? "head.due" : "head.promised")
      : isOk("checkpoint") ? "head.checkpoint"
      : "head.incomplete";
    return { head: [head], isBad: false, proved };
  }

  function isDue() {
    return receipt !== null && now.getTime() > receipt.time.getTime() + receipt.delay * 1000;
  }
}

/**
 * What a text is, by how it begins; where that is spoilt, by the name of its file.
 * @param {string} name @param {string} content
 */
export function kindOf(name, content) {
  if (content.startsWith("c2sp.org/tlog-proof@") || name.endsWith(".tlog-proof"))
    return typeOf(content) === "draw_requested" ? "draw-request" : "proof";
  if (content.startsWith("egov-receipt/") || name.endsWith(".receipt")) return "receipt";
  if (content.startsWith("{")) return "entry";
  const lines = content.trim().split("\n").map(line => line.trim());
  if (lines.every(line => /^(#.*|\S+ [A-Za-z0-9+/=]{500,})$/.test(line))) return "draw-keys";
  if (lines.every(line => /^[^\s+]+\+[0-9a-f]{8}\+\S+$/.test(line)))
    return name.startsWith("receipts") ? "receipts-key" : "key";
  if (lines.every(line => line === "" || /^(#|(log|witness|group|quorum)[ \t])/.test(line))) return "policy";
  if (lines.every(line => /^[A-Za-z0-9_-]{20,}$/.test(line))) return "disclosure";
  return content.includes("\n\n\u2014 ") ? "checkpoint" : "unknown";
}

/** The type of the entry that a proof carries; none where it cannot be read, which the checks will tell.
 * @param {string} proof */
function typeOf(proof) {
  try {
    const { extra } = ledger.parseProof(proof);
    return extra === null ? null : JSON.parse(ledger.textOf(extra)).type;
  } catch {
    return null;
  }
}
