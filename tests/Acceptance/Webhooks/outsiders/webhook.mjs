// An outsider's view of webhooks: npm's standardwebhooks verifies each message, npm's cloudevents reads it, and ajv
// holds it to the published schema of CloudEvents and its data to the schema that it names.
//
//   node webhook.mjs PACKAGES SCHEMAS FOLDER   each file FOLDER/*.json: {secret, headers, body, schema}
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [packages, schemas, folder] = process.argv.slice(2);
const require = createRequire(join(packages, "package.json"));
const { Webhook } = require("standardwebhooks");
const { HTTP } = require("cloudevents");
const read = path => JSON.parse(readFileSync(path, "utf8"));
const validator = (Ajv, schema) => {
  const ajv = new Ajv({ strict: false, allErrors: true });
  require("ajv-formats").default(ajv);
  return ajv.compile(schema);
};
const isCloudEvent = validator(require("ajv").default, read(join(schemas, "cloudevents.json")));
const refused = act => {
  try {
    act();
    return false;
  } catch {
    return true;
  }
};

let bad = 0;
const files = readdirSync(folder);
for (const file of files) {
  const { secret, headers, body, schema } = read(join(folder, file));
  const say = (isSo, what) => isSo || (bad++, console.log(`${file}: ${what}`));
  // The province of the tests has a clock of its own, and an old message is refused.
  const now = Date.now;
  Date.now = () => 1000 * headers["webhook-timestamp"];
  const webhook = new Webhook(secret);
  say(!refused(() => webhook.verify(body, headers)), "the signature does not hold");
  say(refused(() => webhook.verify(body.replace("egov.", "egow."), headers)), "another body is believed");
  say(refused(() => webhook.verify(body, { ...headers, "webhook-id": "another" })), "another id is believed");
  Date.now = () => 1000 * headers["webhook-timestamp"] + 600_000;
  say(refused(() => webhook.verify(body, headers)), "an old message is believed");
  Date.now = now;

  const event = HTTP.toEvent({ headers, body });
  say(event.validate(), "it is no CloudEvent");
  say(event.id === headers["webhook-id"], "the message has another id than its event");
  say(isCloudEvent(JSON.parse(body)), JSON.stringify(isCloudEvent.errors));
  say(event.dataschema === schema.$id, `its schema is ${event.dataschema}`);
  const isData = validator(require("ajv/dist/2020").default, schema);
  say(isData(event.data), JSON.stringify(isData.errors));
}
console.log(`${files.length} messages, ${bad} faults`);
process.exit(bad === 0 && files.length > 0 ? 0 : 1);
