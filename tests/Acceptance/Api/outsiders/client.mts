// A program of somebody else, with types made of the description of the API: it files a request and reads its decision list.
import createClient from "openapi-fetch";
import type { paths } from "./api.js";

const client = createClient<paths>({ baseUrl: process.argv[2]! });

const services = await client.GET("/api/services", {});
if (!services.data) throw new Error(JSON.stringify(services.error));

const filed = await client.POST("/api/requests", {
  params: { header: { "Idempotency-Key": crypto.randomUUID(), "Accept-Language": "en" } },
  body: {
    service: "environmental-opinion",
    county: "sari",
    applicant: { name: "Sample" },
    facts: { distance: 730, income: 500_000_000 },
  },
});
if (!filed.data) throw new Error(JSON.stringify(filed.error));

const decisions = await client.GET("/api/public/decisions", { params: { query: { limit: "2" } } });
// A table in another form is text; this one was not asked for in any.
if (typeof decisions.data !== "object" || decisions.data.total === undefined) throw new Error(JSON.stringify(decisions.error));
console.log(filed.data.trackingNumber);
