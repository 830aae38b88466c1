// Asks for two pages through Apollo Client and reads both, merged, from its normalized cache.
// Arguments: the GraphQL address, the id of an entity with several articles, the file of the schema.
import { ApolloClient, HttpLink, InMemoryCache } from "@apollo/client";
import { relayStylePagination } from "@apollo/client/utilities";
import { parse } from "graphql";
import { readFileSync } from "node:fs";

const [url, id, schema] = process.argv.slice(2);

// What Apollo Client must be told of interfaces comes from the exported SDL.
const possibleTypes = {};
for (const type of parse(readFileSync(schema, "utf8")).definitions) {
  for (const of of type.kind === "ObjectTypeDefinition" ? type.interfaces : []) {
    (possibleTypes[of.name.value] ??= []).push(type.name.value);
  }
}
const pages = { fields: { articles: relayStylePagination(["where", "sort"]) } };
const cache = new InMemoryCache({ possibleTypes, typePolicies: { Entity: pages, Query: pages } });
const client = new ApolloClient({ cache, link: new HttpLink({ uri: url, fetch }) });

const query = parse(`
  fragment Named on Entity { id name wikidataId }
  query Page($id: ID!, $after: String) {
    entity(id: $id) {
      ...Named
      articles(first: 2, after: $after) {
        edges { cursor node { id title publishedAt } }
        pageInfo { hasNextPage endCursor hasPreviousPage startCursor }
      }
    }
  }
`);
const first = await client.query({ query, variables: { id } });
const after = first.data.entity.articles.pageInfo.endCursor;
await client.query({ query, variables: { id, after }, fetchPolicy: "network-only" });
const merged = client.readQuery({ query, variables: { id } });
const ids = merged.entity.articles.edges.map((edge) => edge.node.id);
console.log(
  JSON.stringify({
    name: merged.entity.name,
    ids,
    cached: Object.keys(client.extract()).filter((key) => key.startsWith("Article:")).length,
  }),
);
process.exit(0);
