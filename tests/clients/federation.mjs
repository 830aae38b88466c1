// Composes the server's subgraph with one of another team, and asks both through Apollo's gateway.
// Arguments: the server's GraphQL address, and the operation to ask. Prints {errors} or {result} as JSON.
import { ApolloGateway, LocalGraphQLDataSource, RemoteGraphQLDataSource } from "@apollo/gateway";
import { composeServices } from "@apollo/composition";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { parse } from "graphql";

const [url, query] = process.argv.slice(2);

const ask = async (operation) => {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: operation }),
  });
  return answer.json();
};

// A team that counts followers of people and knows who reads what; it pages in Relay's way, too.
const readers = parse(`
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])
  type Person @key(fields: "id") { id: ID! followers: Int! }
  type Article @key(fields: "id", resolvable: false) { id: ID! }
  type PageInfo @shareable {
    hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String
  }
  type Query { mostRead: [Article]! }
`);
const article = (await ask("{ articles(first: 1) { nodes { id } } }")).data.articles.nodes[0];
const resolvers = {
  Person: { __resolveReference: ({ id }) => ({ id, followers: id.length }) },
  Query: { mostRead: () => [article, { id: "article-nothing" }] },
};

const graph = parse((await ask("{ _service { sdl } }")).data._service.sdl);
const composed = composeServices([
  { name: "graph", url, typeDefs: graph },
  { name: "readers", url: "http://readers.example/graphql", typeDefs: readers },
]);
if (composed.errors) {
  console.log(JSON.stringify({ errors: composed.errors.map((error) => error.message) }));
  process.exit(0);
}

const gateway = new ApolloGateway({
  supergraphSdl: composed.supergraphSdl,
  buildService: ({ name }) =>
    name === "graph"
      ? new RemoteGraphQLDataSource({ url })
      : new LocalGraphQLDataSource(buildSubgraphSchema([{ typeDefs: readers, resolvers }])),
});
const { executor } = await gateway.load();
const result = await executor({
  document: parse(query),
  request: { query, variables: {}, http: undefined },
  operationName: null,
  queryHash: "one",
  context: {},
  cache: { get: async () => undefined, set: async () => {}, delete: async () => {} },
  schema: gateway.schema,
  metrics: {},
  logger: console,
});
console.log(JSON.stringify({ result }));
await gateway.stop();
process.exit(0);
