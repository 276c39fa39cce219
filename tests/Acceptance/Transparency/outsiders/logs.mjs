// Event logs, read by programs that nobody here wrote: npm's pm4js, and ajv with the published schema of OCEL 2.0.
//
//   node logs.mjs xes FILE PACKAGES             how many cases, events and variants pm4js finds
//   node logs.mjs ocel FILE SCHEMA PACKAGES     whether it is as the schema says, and names only what is in it
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [what, file, ...rest] = process.argv.slice(2);
const require = createRequire(rest.at(-1) + "/");
const written = readFileSync(file, "utf8");

if (what === "xes") {
  // It greets whoever loads it.
  const say = console.log;
  console.log = () => {};
  require("pm4js");
  const log = XesImporter.apply(written);
  const variants = new Set(log.traces.map((trace) =>
    trace.events.map((event) => event.attributes["concept:name"].value).join("\n")));
  say(JSON.stringify({
    cases: log.traces.length,
    events: log.traces.reduce((sum, trace) => sum + trace.events.length, 0),
    variants: variants.size,
    theirs: Object.keys(GeneralLogStatistics.getVariants(log, "concept:name")).length,
    undated: log.traces.flatMap((trace) => trace.events)
      .filter((event) => isNaN(event.attributes["time:timestamp"].value)).length,
  }));
} else {
  const ajv = new (require("ajv"))({ strict: false, allErrors: true });
  require("ajv-formats")(ajv);
  const isValid = ajv.compile(JSON.parse(readFileSync(rest[0], "utf8")));
  const log = JSON.parse(written);
  if (!isValid(log)) throw new Error(JSON.stringify(isValid.errors.slice(0, 5)));
  const objects = new Map(log.objects.map((object) => [object.id, object.type]));
  const types = new Map(log.eventTypes.map((type) => [type.name, new Map(type.attributes.map((a) => [a.name, a.type]))]));
  for (const event of log.events) {
    for (const { objectId } of event.relationships)
      if (!objects.has(objectId)) throw new Error(`${event.id} relates to ${objectId}, which is not there`);
    for (const { name } of event.attributes)
      if (!types.get(event.type)?.has(name)) throw new Error(`${event.type} does not declare ${name}`);
  }
  console.log(JSON.stringify({
    events: log.events.length,
    objects: log.objects.length,
    requests: log.objects.filter((object) => object.type === "request").length,
    ids: objects.size === log.objects.length,
  }));
}
