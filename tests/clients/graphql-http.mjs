// Runs the audits of the package graphql-http against a server; prints each with its outcome as JSON.
import { serverAudits } from "graphql-http";

const [url] = process.argv.slice(2);
const outcomes = [];
for (const audit of serverAudits({ url })) {
  const result = await audit.fn();
  outcomes.push({
    id: audit.id,
    name: audit.name,
    outcome: result.status,
    reason: result.status === "ok" ? "" : String(result.reason ?? ""),
  });
}
console.log(JSON.stringify(outcomes));
