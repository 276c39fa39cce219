// @ts-check
// The formats and the mathematics of the ledger, as src/Ledger has them: every text is read in its one spelling, every
// signature and hash is computed by the browser itself (WebCrypto). Imports nothing and asks nobody.

/**
 * @typedef {Uint8Array<ArrayBuffer>} Bytes
 * @typedef {{ name: string, type: number, id: string, bytes: Bytes, vkey: string }} Key
 * @typedef {{ name: string, id: string, bytes: Bytes }} Signature
 * @typedef {{ text: string, signatures: Signature[] }} Note
 * @typedef {{ key: Key, time: Date | null }} Verified
 * @typedef {{ origin: string, size: bigint, root: string }} Checkpoint
 * @typedef {{ origin: string, event: string, digest: string, time: Date, delay: number }} Receipt
 * @typedef {{ index: bigint, path: Bytes[], extra: Bytes | null, note: Note }} Proof
 * @typedef {{ name: string, key: Key }} Witness
 * @typedef {{ name: string, needed: number, members: string[] }} Group
 * @typedef {{ logs: Key[], witnesses: Witness[], groups: Group[], quorum: string }} Policy
 * @typedef {{ id: string, by: string, type: string, stream: string, recorded: string, data: object, digest: string
 *   }} Entry
 * @typedef {{ name: string, id: string, spki: Bytes }} DrawKey
 * @typedef {{ name: string, value: unknown, digest: string }} Disclosure
 */

/** Something is not as it must be: a code, for which the page has words in its language, and what goes into them. */
export class Wrong extends Error {
  /** @param {string} code @param {...unknown} values */
  constructor(code, ...values) {
    super(code);
    this.code = code;
    this.values = values;
  }
}

const utf8 = new TextEncoder();
const strictly = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const maxBytes = 2 << 20;
const hashLength = 32;
const maxPath = 63;
const maxDepth = 64;
const ed25519 = 1, cosignature = 4;
const id = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

// ---------- Bytes and texts, each in one spelling ----------

/** @param {Bytes} bytes */
export function textOf(bytes) {
  if (bytes.length > maxBytes) throw new Wrong("too-large");
  try {
    return strictly.decode(bytes);
  } catch {
    throw new Wrong("not-text");
  }
}

/** Standard base64 with its padding (RFC 4648 §4), in its canonical form. @param {string} text @returns {Bytes} */
export function fromBase64(text) {
  try {
    const bytes = Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
    if (toBase64(bytes) === text) return bytes;
  } catch {
    // Not base64 at all: told below.
  }
  throw new Wrong("base64");
}

/** @param {Bytes} bytes */
export function toBase64(bytes) {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

/** Base64url without padding (RFC 4648 §5). @param {string} text */
export function fromBase64Url(text) {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) throw new Wrong("base64");
  const standard = text.replaceAll("-", "+").replaceAll("_", "/");
  return fromBase64(standard + "=".repeat((4 - standard.length % 4) % 4));
}

/** @param {Bytes} bytes */
export const toBase64Url = bytes =>
  toBase64(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

/** @param {Bytes} bytes */
const hex = bytes => [...bytes].map(byte => byte.toString(16).padStart(2, "0")).join("");

/** @param {Bytes[]} parts @returns {Bytes} */
function join(...parts) {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** @param {Bytes} bytes @returns {Promise<Bytes>} */
const sha256 = async bytes => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));

/** @param {string} text @returns {Bytes} */
const encoded = text => /** @type {Bytes} */ (utf8.encode(text));

/** The lines of a text that ends in a newline and has no other control character. @param {string} text */
function linesOf(text) {
  if (/[\u0000-\u0009\u000b-\u001f]/.test(text)) throw new Wrong("controls");
  if (!text.endsWith("\n")) throw new Wrong("no-newline");
  return text.slice(0, -1).split("\n");
}

/** Digits alone, without leading zeros, below 2^63. @param {string} text */
function numberOf(text) {
  if (!/^(0|[1-9][0-9]{0,18})$/.test(text) || BigInt(text) >= 1n << 63n) throw new Wrong("number", text);
  return BigInt(text);
}

/** @param {string} text */
function hashOf(text) {
  const bytes = fromBase64(text);
  if (bytes.length !== hashLength) throw new Wrong("hash");
  return bytes;
}

// ---------- Keys and signed notes (C2SP signed-note) ----------

/** name + hex8(key id) + base64(type || key), joined by plus signs. @param {string} vkey @returns {Promise<Key>} */
export async function parseKey(vkey) {
  const first = vkey.indexOf("+"), second = vkey.indexOf("+", first + 1);
  if (first < 0 || second < 0) throw new Wrong("vkey");
  const name = nameOf(vkey.slice(0, first)), short = vkey.slice(first + 1, second);
  const bytes = fromBase64(vkey.slice(second + 1));
  const type = bytes[0];
  if (!/^[0-9a-f]{8}$/.test(short) || bytes.length !== 1 + hashLength || (type !== ed25519 && type !== cosignature))
    throw new Wrong("vkey");
  const whole = await sha256(join(encoded(name + "\n"), bytes));
  if (hex(whole.slice(0, 4)) !== short) throw new Wrong("vkey-id", name);
  return { name, type, id: short, bytes: bytes.slice(1), vkey };
}

/** @param {string} name */
function nameOf(name) {
  if (name.length === 0 || /[\s+\u0000-\u001f]/.test(name)) throw new Wrong("key-name");
  return name;
}

/** The text, a blank line, and a line for each signature. @param {string} note @returns {Note} */
export function parseNote(note) {
  const blank = note.lastIndexOf("\n\n");
  if (blank < 0) throw new Wrong("note-blank");
  const text = note.slice(0, blank + 1);
  linesOf(text);
  return { text, signatures: linesOf(note.slice(blank + 2)).map(parseSignature) };
}

/** @param {string} line @returns {Signature} */
function parseSignature(line) {
  const [dash, name, text, ...rest] = line.split(" ");
  if (dash !== "\u2014" || text === undefined || rest.length > 0) throw new Wrong("signature-line");
  const bytes = fromBase64(text);
  if (bytes.length <= 4) throw new Wrong("signature-line");
  return { name: nameOf(name), id: hex(bytes.slice(0, 4)), bytes: bytes.slice(4) };
}

/**
 * Checks every signature whose key is known; one bad among them refuses the whole note.
 * @param {Note} note @param {Key[]} known @returns {Promise<Verified[]>}
 */
export async function verifyNote(note, known) {
  /** @type {Verified[]} */
  const verified = [];
  for (const signature of note.signatures) {
    for (const key of known.filter(one => one.name === signature.name && one.id === signature.id)) {
      const time = key.type === cosignature ? timeOf(signature) : null;
      const message = key.type === cosignature
        ? encoded(`cosignature/v1\ntime ${seconds(signature)}\n${note.text}`)
        : encoded(note.text);
      const bytes = key.type === cosignature ? signature.bytes.slice(8) : signature.bytes;
      if (!await isSigned(key, bytes, message)) throw new Wrong("bad-signature", key.name, key.id);
      verified.push({ key, time });
    }
  }
  if (verified.length === 0) throw new Wrong("no-known-signature", note.signatures.map(one => one.name));
  return verified;
}

/** @param {Signature} signature */
function seconds(signature) {
  const bytes = signature.bytes;
  return bytes.length < 8 ? 0n : new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0);
}

/** @param {Signature} signature */
const timeOf = signature => new Date(Number(seconds(signature)) * 1000);

/** Ed25519 (RFC 8032). @param {Key} key @param {Bytes} signature @param {Bytes} message */
async function isSigned(key, signature, message) {
  if (signature.length !== 64) return false;
  const imported = await crypto.subtle.importKey("raw", key.bytes, { name: "Ed25519" }, false, ["verify"]);
  return crypto.subtle.verify({ name: "Ed25519" }, imported, signature, message);
}

/** Whether this browser tells a good signature from a bad one: the example of C2SP signed-note, and one letter off. */
export async function canVerify() {
  try {
    const key = await parseKey("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
    const signature = "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=";
    const text = "This is an example message.\n";
    await verifyNote(parseNote(`${text}\n\u2014 example.com/foo ${signature}\n`), [key]);
    const other = parseNote(`${text.toLowerCase()}\n\u2014 example.com/foo ${signature}\n`);
    return await verifyNote(other, [key]).then(() => false, wrong => wrong instanceof Wrong);
  } catch {
    return false;
  }
}

/** The key that signed under the name of the origin. @param {Verified[]} verified @param {string} origin */
function signerOf(verified, origin) {
  const signer = verified.find(one => one.key.type === ed25519 && one.key.name === origin);
  if (!signer) throw new Wrong("other-origin", origin);
  return signer.key;
}

// ---------- Checkpoints and policies (C2SP tlog-checkpoint, tlog-policy) ----------

/** @param {string} text @returns {Checkpoint} */
export function parseCheckpoint(text) {
  const lines = linesOf(text);
  if (lines.length < 3 || lines.includes("")) throw new Wrong("checkpoint-lines");
  hashOf(lines[2]);
  return { origin: lines[0], size: numberOf(lines[1]), root: lines[2] };
}

/**
 * Who signed a checkpoint: one of the policy's logs, and which of its witnesses, and whether these are enough.
 * @param {Note} note @param {Policy} policy
 */
export async function openCheckpoint(note, policy) {
  const verified = await verifyNote(note, [...policy.logs, ...policy.witnesses.map(witness => witness.key)]);
  const checkpoint = parseCheckpoint(note.text);
  const log = signerOf(verified.filter(one => policy.logs.includes(one.key)), checkpoint.origin);
  const cosigned = policy.witnesses.flatMap(witness => {
    const times = verified.filter(one => one.key === witness.key).map(one => Number(one.time));
    return times.length > 0 ? [{ witness, time: new Date(Math.max(...times)) }] : [];
  });
  return { checkpoint, log, cosigned, isQuorumMet: isMet(policy, cosigned.map(one => one.witness.name)) };
}

/** @param {Policy} policy @param {string[]} cosigned */
function isMet(policy, cosigned) {
  const met = new Set(cosigned);
  for (const group of policy.groups)
    if (group.members.filter(member => met.has(member)).length >= group.needed) met.add(group.name);
  return policy.quorum === "none" || met.has(policy.quorum);
}

/** A statement a line; a name is used only below its definition. @param {string} text @returns {Promise<Policy>} */
export async function parsePolicy(text) {
  /** @type {Policy} */
  const policy = { logs: [], witnesses: [], groups: [], quorum: "" };
  const names = new Set(), members = new Set();
  let number = 0;
  for (const line of text.split("\n")) {
    number++;
    const words = line.split(/[ \t\r]+/).filter(word => word.length > 0);
    if (words.length === 0 || words[0].startsWith("#")) continue;
    try {
      await statement(words);
    } catch (wrong) {
      if (wrong instanceof Wrong && wrong.code !== "policy") throw new Wrong("policy-line", number, wrong);
      throw new Wrong("policy", number);
    }
  }
  if (policy.quorum === "") throw new Wrong("policy-quorum");
  return policy;

  /** @param {string[]} words */
  async function statement([kind, name, ...rest]) {
    if (kind === "log" && name && rest.length < 2) {
      policy.logs.push(await keyOf(name, ed25519, policy.logs));
    } else if (kind === "witness" && (rest.length === 1 || rest.length === 2)) {
      define(name);
      policy.witnesses.push({ name, key: await keyOf(rest[0], cosignature, policy.witnesses.map(one => one.key)) });
    } else if (kind === "group" && rest.length > 1) {
      const [threshold, ...inside] = rest;
      for (const member of inside) {
        if (!names.has(member) || members.has(member)) throw new Wrong("policy");
        members.add(member);
      }
      define(name);
      policy.groups.push({ name, needed: neededOf(threshold, inside.length), members: inside });
    } else if (kind === "quorum" && name && rest.length === 0 && policy.quorum === "") {
      if (name !== "none" && !names.has(name)) throw new Wrong("policy");
      policy.quorum = name;
    } else {
      throw new Wrong("policy");
    }
  }

  /** @param {string} name */
  function define(name) {
    if (name === "none" || names.has(name)) throw new Wrong("policy");
    names.add(name);
  }
}

/** @param {string} threshold @param {number} count */
function neededOf(threshold, count) {
  if (threshold === "all") return count;
  if (threshold === "any") return 1;
  const needed = Number(numberOf(threshold));
  if (needed < 1 || needed > count) throw new Wrong("policy");
  return needed;
}

/** @param {string} vkey @param {number} type @param {Key[]} known */
async function keyOf(vkey, type, known) {
  const key = await parseKey(vkey);
  if (key.type !== type || known.some(one => hex(one.bytes) === hex(key.bytes))) throw new Wrong("policy");
  return key;
}

// ---------- Receipts ----------

/** @param {string} text @returns {Receipt} */
export function parseReceipt(text) {
  const [header, origin, event, digest, time, delay, ...rest] = linesOf(text);
  if (header !== "egov-receipt/v1" || delay === undefined || rest.length > 0 || !origin || !id.test(event))
    throw new Wrong("receipt-lines");
  hashOf(digest);
  const given = new Date(time);
  if (Number.isNaN(given.getTime()) || given.toISOString().replace(".000Z", "Z") !== time)
    throw new Wrong("receipt-time");
  const within = numberOf(delay);
  if (within < 1n || within >= 1n << 31n) throw new Wrong("number", delay);
  return { origin, event, digest, time: given, delay: Number(within) };
}

/** @param {Note} note @param {Key} key */
export async function openReceipt(note, key) {
  const verified = await verifyNote(note, [key]);
  const receipt = parseReceipt(note.text);
  return { receipt, key: signerOf(verified, receipt.origin) };
}

// ---------- Proofs (C2SP tlog-proof, RFC 9162) ----------

/** @param {string} file @returns {Proof} */
export function parseProof(file) {
  const blank = file.indexOf("\n\n");
  if (blank < 0) throw new Wrong("proof-blank");
  const [header, ...rest] = linesOf(file.slice(0, blank + 1));
  if (header !== "c2sp.org/tlog-proof@v1") throw new Wrong("proof-header");
  const extra = rest[0]?.startsWith("extra ") ? fromBase64(/** @type {string} */ (rest.shift()).slice(6)) : null;
  const index = rest.shift();
  if (!index?.startsWith("index ")) throw new Wrong("proof-index");
  if (rest.length > maxPath) throw new Wrong("proof-path");
  const note = parseNote(file.slice(blank + 2));
  parseCheckpoint(note.text);
  return { index: numberOf(index.slice(6)), path: rest.map(hashOf), extra, note };
}

/** SHA-256(0x00 || entry), RFC 9162 §2.1.1. @param {Bytes} entry */
export const leafOf = entry => sha256(join(new Uint8Array([0]), entry));

/** The root that a path leads to from a leaf; null for an impossible path (RFC 9162 §2.1.3.2).
 * @param {bigint} index @param {bigint} size @param {Bytes} leaf @param {Bytes[]} path */
export async function rootOf(index, size, leaf, path) {
  if (index >= size) return null;
  let node = index, last = size - 1n, hash = leaf;
  for (const sibling of path) {
    if (last === 0n) return null;
    if ((node & 1n) === 1n || node === last) {
      hash = await sha256(join(new Uint8Array([1]), sibling, hash));
      while ((node & 1n) === 0n && node !== 0n) {
        node >>= 1n;
        last >>= 1n;
      }
    } else {
      hash = await sha256(join(new Uint8Array([1]), hash, sibling));
    }
    node >>= 1n;
    last >>= 1n;
  }
  return last === 0n ? toBase64(hash) : null;
}

// ---------- Entries and disclosures (RFC 8785, RFC 9901) ----------

/** The one text of a JSON value: members by UTF-16 code units, whole numbers only. @param {unknown} value
 * @returns {string} */
export function canonical(value, depth = 0) {
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value)) throw new Wrong("entry-number");
    return String(value);
  }
  if (typeof value === "string") {
    if (/[\ud800-\udfff]/u.test(value)) throw new Wrong("not-text");
    return JSON.stringify(value);
  }
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (depth === maxDepth) throw new Wrong("entry-depth");
  if (Array.isArray(value)) return `[${value.map(item => canonical(item, depth + 1)).join(",")}]`;
  const members = /** @type {Record<string, unknown>} */ (value);
  return `{${Object.keys(members).sort().map(name =>
    `${canonical(name)}:${canonical(members[name], depth + 1)}`).join(",")}}`;
}

const stored = "box,digest,event,path,subject";
const entryMembers = "by,data,id,recorded,seq,stream,type,v,ver";

/** @param {Bytes} bytes @returns {Promise<Entry>} */
export async function parseEntry(bytes) {
  if (bytes.length > 65535) throw new Wrong("entry-large");
  const text = textOf(bytes);
  let entry;
  try {
    entry = JSON.parse(text);
  } catch {
    throw new Wrong("entry-json");
  }
  // A name twice, white space, another order or spelling: none of it survives being written again.
  if (canonical(entry) !== text) throw new Wrong("entry-canonical");
  if (entry === null || Object.keys(entry).join() !== entryMembers || entry.v !== 1 || !isMembers(entry.data))
    throw new Wrong("entry-members");
  for (const name of ["by", "id", "recorded", "seq", "stream", "type", "ver"])
    if (typeof entry[name] !== "string" || entry[name] === "") throw new Wrong("entry-member", name);
  for (const name of ["id", "stream"]) if (!id.test(entry[name])) throw new Wrong("entry-member", name);
  for (const name of ["seq", "ver"]) numberOf(entry[name]);
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/.test(entry.recorded) || Number.isNaN(Date.parse(entry.recorded)))
    throw new Wrong("entry-member", "recorded");
  sealedIn(entry.data);
  const { recorded, seq, ver, ...known } = entry;
  const digest = toBase64(await sha256(encoded(canonical(known))));
  return { id: entry.id, by: entry.by, type: entry.type, stream: entry.stream, recorded, data: entry.data, digest };
}

/** @param {unknown} value */
const isMembers = value => typeof value === "object" && value !== null && !Array.isArray(value);

/** The digests of the sealed values in an entry's data, and where each stands. @param {unknown} value
 * @returns {Map<string, string>} */
export function sealedIn(value, path = "", found = new Map()) {
  if (Array.isArray(value)) {
    value.forEach((item, place) => sealedIn(item, `${path}[${place}]`, found));
  } else if (isMembers(value)) {
    const members = /** @type {Record<string, unknown>} */ (value);
    const names = Object.keys(members).join();
    if (names === stored) throw new Wrong("entry-sealed", path);
    if (names === "sealed" && typeof members.sealed === "string") {
      if (fromBase64Url(members.sealed).length !== hashLength) throw new Wrong("entry-sealed", path);
      found.set(members.sealed, path);
    } else {
      for (const [name, member] of Object.entries(members)) sealedIn(member, path ? `${path}.${name}` : name, found);
    }
  }
  return found;
}

/** base64url of [salt, name, value]; its digest covers that text as it is. @param {string} text
 * @returns {Promise<Disclosure>} */
export async function parseDisclosure(text) {
  let parts;
  try {
    parts = JSON.parse(textOf(fromBase64Url(text)));
  } catch {
    throw new Wrong("disclosure");
  }
  if (!Array.isArray(parts) || parts.length !== 3 || typeof parts[0] !== "string" || typeof parts[1] !== "string")
    throw new Wrong("disclosure");
  return { name: parts[1], value: parts[2], digest: toBase64Url(await sha256(encoded(text))) };
}

// ---------- Draws of lots ----------

/** A name and base64 of a SubjectPublicKeyInfo a line. @param {string} text @returns {Promise<DrawKey[]>} */
export async function parseDrawKeys(text) {
  /** @type {DrawKey[]} */
  const keys = [];
  for (const line of text.split("\n").map(one => one.trim()).filter(one => one !== "" && !one.startsWith("#"))) {
    const [name, key, ...rest] = line.split(" ");
    if (key === undefined || rest.length > 0) throw new Wrong("draw-keys");
    const spki = fromBase64(key);
    keys.push({ name, id: hex(await sha256(spki)), spki });
  }
  return keys;
}

/** What every contributor signs.
 * @param {string} origin @param {string} draw @param {bigint} index @param {Bytes} leaf */
export const alphaOf = (origin, draw, index, leaf) =>
  encoded(`egov-draw/v1\n${origin}\n${draw}\n${index}\n${toBase64(leaf)}\n`);

/** RSASSA-PKCS1-v1_5 with SHA-256, 3072 bits, exponent 65537: of a key and a message there is one signature.
 * @param {DrawKey} key @param {Bytes} alpha @param {Bytes} signature */
export async function isContribution(key, alpha, signature) {
  const scheme = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
  let imported;
  try {
    imported = await crypto.subtle.importKey("spki", key.spki, scheme, true, ["verify"]);
  } catch {
    throw new Wrong("draw-keys");
  }
  const { modulusLength, publicExponent } = /** @type {RsaHashedKeyAlgorithm} */ (imported.algorithm);
  if (modulusLength !== 3072 || hex(new Uint8Array(publicExponent)) !== "010001") throw new Wrong("draw-keys");
  return signature.length === 384 && crypto.subtle.verify(scheme, imported, signature, alpha);
}

/** SHA-256("egov-seed/v1\n" || alpha || u16be length || contribution … || nonce); a missing one has length 0.
 * @param {Bytes} alpha @param {(Bytes | null)[]} contributions @param {Bytes} nonce */
export const seedOf = (alpha, contributions, nonce) => sha256(join(encoded("egov-seed/v1\n"), alpha,
  ...contributions.flatMap(one => {
    const length = one?.length ?? 0;
    return [new Uint8Array([length >> 8, length & 255]), one ?? new Uint8Array(0)];
  }), nonce));

/** The first number below n that a seed draws, without favouring small ones. @param {Bytes} seed @param {number} n */
export async function select(seed, n) {
  const limit = (1n << 64n) - (1n << 64n) % BigInt(n);
  for (let counter = 0; ; counter++) {
    const count = new Uint8Array(8);
    new DataView(count.buffer).setUint32(4, counter);
    const hash = await sha256(join(encoded("ledger-draw/v1\n"), seed, count));
    const x = new DataView(hash.buffer).getBigUint64(0);
    if (x < limit) return Number(x % BigInt(n));
  }
}

/** @param {string} text */
export function fromHex(text) {
  if (!/^([0-9a-f]{2})*$/.test(text)) throw new Wrong("draw-shape");
  return new Uint8Array((text.match(/../g) ?? []).map(byte => parseInt(byte, 16)));
}

/** @param {Bytes} bytes */
export const toHex = bytes => hex(bytes);

/** The digest that a nonce was committed to by. @param {Bytes} nonce */
export const commitmentOf = async nonce => hex(await sha256(nonce));
