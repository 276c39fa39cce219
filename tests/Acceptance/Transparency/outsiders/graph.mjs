// An outsider's view of linked data: npm's n3, jsonld and rdf-canonize read it, rdf-validate-shacl holds it to shapes.
//
//   node graph.mjs PACKAGES SHAPES TURTLE JSONLD   one graph, written twice, as the shapes have it
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [packages, shapes, turtle, jsonLd] = process.argv.slice(2);
const require = createRequire(join(packages, "package.json"));
const load = (name) => import(pathToFileURL(require.resolve(name)).href);
const { Parser, Store } = require("n3");
const jsonld = require("jsonld");
const { canonize } = require("rdf-canonize");
const { default: Validator } = await load("rdf-validate-shacl");

const parse = (file) => new Store(new Parser().parse(readFileSync(file, "utf8")));
const data = parse(turtle);
const same = { algorithm: "RDFC-1.0", format: "application/n-quads" };
const refuse = (url) => { throw new Error(`it asks for ${url}, and a graph that needs another document is not whole`); };
const fromJson = await jsonld.toRDF(JSON.parse(readFileSync(jsonLd, "utf8")), { documentLoader: refuse });
const [a, b] = [await canonize([...data], same), await canonize(fromJson, same)];
if (a !== b) {
  const [one, other] = [new Set(a.split("\n")), new Set(b.split("\n"))];
  console.log("Turtle alone:", [...one].filter((line) => !other.has(line)).slice(0, 5).join("\n"));
  console.log("JSON-LD alone:", [...other].filter((line) => !one.has(line)).slice(0, 5).join("\n"));
  process.exit(1);
}

if (a.includes("_:")) throw new Error("something has no name");
const report = await new Validator(parse(shapes)).validate(data);
for (const result of report.results)
  console.log(result.focusNode?.value, result.path?.value, result.message.map((one) => one.value).join(" "),
    result.sourceConstraintComponent?.value);
console.log(`${data.size} statements, ${report.results.length} not as the shapes have it`);
process.exit(report.conforms && data.size > 0 ? 0 : 1);
