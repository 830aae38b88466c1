// The clients: reads a job a line, {url, bodies, clients, seconds}, and prints what came back as a line of JSON.
// Each client sends its next request when the one before is answered.
import { createInterface } from "node:readline";
import autocannon from "autocannon";

function quantile(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? null;
}

async function run({ url, bodies, clients, seconds }) {
  const times = [];
  const headers = { "content-type": "application/json" };
  const requests = bodies.map((body) => ({ method: "POST", path: "/graphql", headers, body }));
  let wrong = 0;
  const instance = autocannon({
    url, connections: clients, duration: seconds, requests, timeout: 60,
    setupClient(client) {
      client.on("body", (body) => { if (body.toString().startsWith('{"errors"')) wrong += 1; });
    },
  });
  instance.on("response", (_client, _status, _bytes, time) => times.push(time));
  const result = await instance;
  times.sort((a, b) => a - b);
  return {
    answered: times.length, refused: result.non2xx + wrong, errors: result.errors, seconds: result.duration,
    p50: quantile(times, 0.5), p95: quantile(times, 0.95), p99: quantile(times, 0.99),
    bytes: result.throughput.total,
  };
}

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await run(JSON.parse(line))));
}
