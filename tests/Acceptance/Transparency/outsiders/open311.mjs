// An outsider's view of Open311 answers: the published schemas of GeoReport v2, by the npm package ajv.
//
//   node open311.mjs PACKAGES SCHEMAS FOLDER   each file FOLDER/<schema>.<anything>.json against SCHEMAS/<schema>.json
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [packages, schemas, folder] = process.argv.slice(2);
const require = createRequire(join(packages, "package.json"));
const Ajv = require("ajv").default;
const ajv = new Ajv({ strict: false, allErrors: true });
require("ajv-formats").default(ajv);
for (const file of readdirSync(schemas)) ajv.addSchema(JSON.parse(readFileSync(join(schemas, file), "utf8")), file);

let bad = 0;
const files = readdirSync(folder);
for (const file of files) {
  const valid = ajv.getSchema(`${file.split(".")[0]}.json`);
  if (!valid) throw new Error(`there is no schema for ${file}`);
  if (valid(JSON.parse(readFileSync(join(folder, file), "utf8")))) continue;
  bad++;
  for (const error of valid.errors) console.log(`${file} ${error.instancePath} ${error.message}`);
}
console.log(`${files.length} answers, ${bad} not as the schema has it`);
process.exit(bad === 0 && files.length > 0 ? 0 : 1);
