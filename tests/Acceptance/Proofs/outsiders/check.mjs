// An outsider's view of the ledger by node's own crypto and the npm package canonicalize; it knows none of our programs.
//
//   node check.mjs note FILE VKEY             the signature of a checkpoint or a receipt
//   node check.mjs log FOLDER VKEY PACKAGES   every entry canonical (RFC 8785), the root over all of them (RFC 6962)
import { createHash, createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [what, path, vkey, packages] = process.argv.slice(2);

function open(file) {
  const bytes = readFileSync(file, "utf8");
  const end = bytes.lastIndexOf("\n\n") + 1;
  if (!bytes.endsWith("\n")) throw new Error("the note does not end in a newline");
  const text = bytes.slice(0, end);
  const [name, id, encoded] = [...vkey.split("+").slice(0, 2), vkey.split("+").slice(2).join("+")];
  const key = createPublicKey({
    format: "der", type: "spki",
    key: Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), Buffer.from(encoded, "base64").subarray(1)]),
  });
  for (const line of bytes.slice(end + 1, -1).split("\n")) {
    const [dash, signer, signature] = line.split(" ");
    const raw = Buffer.from(signature, "base64");
    if (dash !== "—" || raw.toString("base64") !== signature) throw new Error("a signature line is malformed");
    if (signer !== name || raw.subarray(0, 4).toString("hex") !== id) continue;
    if (!verify(null, Buffer.from(text), key, raw.subarray(4))) throw new Error("the signature is not of this key");
    return text;
  }
  throw new Error("no signature of this key");
}

const sha256 = (...parts) => createHash("sha256").update(Buffer.concat(parts)).digest();
const leaf = (entry) => sha256(Buffer.of(0), entry);

function root(leaves) {
  if (leaves.length === 1) return leaves[0];
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return sha256(Buffer.of(1), root(leaves.slice(0, split)), root(leaves.slice(split)));
}

function bundle(index, count) {
  const place = String(Math.floor(index / 1000)).padStart(3, "0");
  const name = (index >= 1000 ? `x${place}/` : "") + String(index % 1000).padStart(3, "0");
  const bytes = readFileSync(join(path, "tile/entries", count < 256 ? `${name}.p/${count}` : name));
  const found = [];
  for (let at = 0; at < bytes.length; at += 2 + bytes.readUInt16BE(at))
    found.push(bytes.subarray(at + 2, at + 2 + bytes.readUInt16BE(at)));
  return found;
}

try {
  if (what === "note") {
    open(path);
    console.log("verified");
  } else {
    const home = join(packages, "node_modules/canonicalize/lib/canonicalize.js");
    const { default: canonicalize } = await import(pathToFileURL(home));
    const [, size, signed] = open(join(path, "checkpoint")).split("\n");
    const entries = [];
    for (let i = 0; i * 256 < size; i++) entries.push(...bundle(i, Math.min(256, size - i * 256)));
    entries.forEach((entry, i) => {
      if (canonicalize(JSON.parse(entry)) !== entry.toString()) throw new Error(`entry ${i} is not canonical`);
    });
    if (root(entries.map(leaf)).toString("base64") !== signed) throw new Error("another root than was signed");
    console.log(`verified ${entries.length}`);
  }
} catch (wrong) {
  console.log(`REFUSED: ${wrong.message}`);
  process.exit(1);
}
