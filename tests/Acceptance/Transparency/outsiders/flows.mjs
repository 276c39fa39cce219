// A feed and a provenance, read by programs that nobody here wrote: npm's rss-parser and jsonld.
//
//   node flows.mjs atom FILE PACKAGES    how many items, and how many with id, link and date
//   node flows.mjs prov FILE PACKAGES    the triples of the JSON-LD, counted by what PROV-O calls them
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [what, file, packages] = process.argv.slice(2);
const require = createRequire(packages + "/");
const text = readFileSync(file, "utf8");

if (what === "atom") {
  const feed = await new (require("rss-parser"))().parseString(text);
  console.log(JSON.stringify({
    items: feed.items.length,
    dated: feed.items.filter((item) => item.id && item.link && !isNaN(Date.parse(item.isoDate))).length,
  }));
} else {
  const nothing = () => { throw new Error("it asks for something from outside"); };
  const triples = await require("jsonld").toRDF(JSON.parse(text), { documentLoader: nothing });
  const prov = (name) => `http://www.w3.org/ns/prov#${name}`;
  const of = (type) => triples.filter((triple) => triple.predicate.value.endsWith("#type") && triple.object.value === prov(type));
  const known = new Set(triples.map((triple) => triple.subject.value));
  console.log(JSON.stringify({
    generated: triples.filter((triple) => triple.predicate.value === prov("wasGeneratedBy")).length,
    activities: of("Activity").length,
    plans: of("Plan").length,
    dangling: triples.filter((triple) => triple.predicate.value.startsWith(prov("")) && triple.object.termType === "NamedNode"
      && !known.has(triple.object.value)).length,
  }));
}
