// Writes the examples of the API's description anew, from the answers of a running simulated province (ops/run):
//   node tests/Acceptance/Api/outsiders/examples.mjs http://localhost:5080 > src/Portal/Api/examples.json
// It files one request there, to have one that waits and for which lots are drawn.
import { readFileSync } from "node:fs";

const site = process.argv[2];
const get = async url => {
  const answer = await fetch(site + url, { headers: { accept: "application/json" } });
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
  return answer.json();
};

const description = await get("/swagger/v1/swagger.json");
const facts = Object.fromEntries((await get("/api/services/tourism-lodging")).terms.facts.map(fact =>
  [fact.name, { choice: fact.choices?.[0].code, integer: 3, boolean: true, text: "نمونه" }[fact.type]]));
const filing = { service: "tourism-lodging", county: "sari", applicant: { name: "نمونه" }, facts };
const filed = await fetch(`${site}/api/requests`, {
  method: "POST",
  headers: { "content-type": "application/json", "idempotency-key": crypto.randomUUID() },
  body: JSON.stringify(filing),
});
if (filed.status !== 201) throw new Error(await filed.text());
const receipt = await filed.json();
await new Promise(done => setTimeout(done, 10_000));

const decision = (await get("/api/public/decisions?department=environment&limit=1")).items[0];
const programme = (await get("/api/public/programmes?limit=1")).items[0];
const notes = (await get("/api/public/guidance")).items;
const cited = [];
for (const note of notes) if ((await get(`/api/public/guidance/${note.number}/citations?limit=1`)).total > 0) cited.push(note);
const rules = await get("/api/rulebooks/env-siting");

const path = (template, name) => ({
  requestId: decision.requestId,
  code: template.includes("rulebooks") ? "env-siting" : "environmental-opinion",
  version: String(Math.max(...rules.versions)),
  trackingNumber: receipt.trackingNumber,
  number: template.includes("guidance") ? cited[0].number : programme.number,
  measure: "1",
  kind: "issues",
}[name]);
const query = (template, known) =>
  template === "/api/public/performance" ? { by: "department", kind: "department", asOf: "2026-09-01" }
  : template === "/api/public/events" ? { after: "100", limit: "2" }
  : template.endsWith("/events") ? { part: "numerator", limit: "2" }
  : known.has("asOf") && !known.has("limit") ? { asOf: "2026-09-01" }
  : known.has("limit") ? { limit: "2" } : {};
// Lists are cut to what shows their shape; the rest is the answer as it was.
const short = (value, depth = 0) =>
  Array.isArray(value) ? value.slice(0, depth > 1 ? 1 : 2).map(item => short(item, depth + 1))
  : value !== null && typeof value === "object"
    ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, short(one, depth + 1)]))
  : value;

const before = JSON.parse(readFileSync(new URL("../../../../src/Portal/Api/examples.json", import.meta.url), "utf8"));
const examples = { "POST /api/requests": { parameters: {}, body: filing, answer: receipt } };
for (const [template, operations] of Object.entries(description.paths)) {
  const operation = operations.get;
  const known = new Set(operation?.parameters?.map(parameter => parameter.name));
  if (!known.has("Api-Key") || !operation.responses[200].content?.["application/json"]) continue;
  // What is somebody's own stays as it was written.
  if (operation.parameters.some(parameter => parameter.name === "Api-Key" && parameter.required)) {
    examples[`GET ${template}`] = before[`GET ${template}`];
    continue;
  }
  const types = new Map(operation.parameters.map(parameter => [parameter.name, parameter.schema.type]));
  const typed = ([name, value]) => [name, types.get(name) === "integer" ? Number(value) : value];
  const inPath = [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name, path(template, name)]);
  const asked = query(template, known);
  const address = inPath.reduce((url, [name, value]) => url.replace(`{${name}}`, value), template);
  examples[`GET ${template}`] = {
    parameters: Object.fromEntries([...inPath, ...Object.entries(asked)].map(typed)),
    answer: short(await get(`${address}?${new URLSearchParams(asked)}`)),
  };
}
process.stdout.write(JSON.stringify(examples, null, 1) + "\n");
