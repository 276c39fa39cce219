// Reads every published event and proves that none was dropped, altered, added or moved. Needs Node and no package:
// node harvest.mjs https://portal.example "the ledger's key, as somebody you trust has it" > events.jsonl
import { createHash, createPublicKey, verify } from 'node:crypto'
const [site, vkey] = process.argv.slice(2)
const sha256 = (...parts) => createHash('sha256').update(Buffer.concat(parts)).digest()
const refuse = why => { throw new Error(why) }
const read = async path => {
  const answer = await fetch(site + path)
  if (answer.status !== 429) return answer.ok ? answer.text() : refuse(`${path}: ${await answer.text()}`)
  await new Promise(done => setTimeout(done, 1000 * answer.headers.get('retry-after')))
  return read(path)
}
// What the ledger has signed: its name, how many events it has, and the root over them (C2SP tlog-checkpoint).
const note = await read('/ledger/checkpoint')
const text = note.slice(0, note.lastIndexOf('\n\n') + 1)
const [origin, size, root] = text.split('\n')
const [name, , ...key] = vkey.trim().split('+')
const x = Buffer.from(key.join('+'), 'base64').subarray(1).toString('base64url')
const publicKey = createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x } })
const isSigned = note.slice(text.length + 1).split('\n').some(line => line.startsWith(`— ${name} `) &&
  verify(null, Buffer.from(text), publicKey, Buffer.from(line.split(' ').at(-1), 'base64').subarray(4)))
if (name !== origin || !isSigned) refuse('the checkpoint is not signed by this key')
// Each line is a leaf; trees of equal height are joined (RFC 9162, 2.1), so that memory does not grow.
const trees = []
for (let count = 0; count < size;) {
  const page = await read(`/api/public/events?format=jsonl&limit=500&size=${size}&after=${count}`)
  for (const line of page ? page.trimEnd().split('\n') : refuse(`the events end after ${count} of ${size}`)) {
    process.stdout.write(line + '\n')
    let hash = sha256(Buffer.of(0), Buffer.from(line))
    for (let full = ++count; full % 2 === 0; full /= 2) hash = sha256(Buffer.of(1), trees.pop(), hash)
    trees.push(hash)
  }
}
const computed = trees.length ? trees.reduceRight((right, left) => sha256(Buffer.of(1), left, right)) : sha256()
if (computed.toString('base64') !== root) refuse(`the events do not give the root of the ${size} that were signed`)
console.error(`Complete: ${size} events, root ${root}, signed by ${origin}.`)
