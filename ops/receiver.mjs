// Receives webhooks: agrees to be told, checks each signature (Standard Webhooks), prints each CloudEvent once. Needs
// Node and no package: node receiver.mjs 8080 portal.example "the webhook's secret, whsec_…" > news.jsonl
import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'
const [port, origin, secret] = process.argv.slice(2)
const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
const isSigned = (headers, body) => {
  const [id, time, signatures] = ['id', 'timestamp', 'signature'].map(name => headers[`webhook-${name}`] ?? '')
  const expected = createHmac('sha256', key).update(`${id}.${time}.${body}`).digest()
  return Math.abs(Date.now() / 1000 - time) < 300 && signatures.split(' ').some(signature => {
    const given = Buffer.from(signature.split(',')[1] ?? '', 'base64')
    return signature.startsWith('v1,') && given.length === expected.length && timingSafeEqual(given, expected)
  })
}
// News may come twice, under one id. Whoever may not miss any keeps the ids where they outlive this program.
const seen = new Set()
createServer(async (request, answer) => {
  if (request.method === 'OPTIONS') return answer.writeHead(200, { 'WebHook-Allowed-Origin': origin }).end()
  const body = Buffer.concat(await request.toArray()).toString()
  if (!isSigned(request.headers, body)) return answer.writeHead(401).end()
  const { id } = JSON.parse(body)
  if (!seen.has(id)) process.stdout.write(body + '\n')
  seen.add(id)
  answer.writeHead(204).end()
}).listen(port, '127.0.0.1')
