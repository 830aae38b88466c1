// The peer: @neo4j/graphql behind GraphQL Yoga. `node server.mjs TYPEDEFS`, Neo4j from NEO4J_* variables.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { Neo4jGraphQL } from "@neo4j/graphql";
import { createYoga } from "graphql-yoga";
import neo4j from "neo4j-driver";

const { NEO4J_URI, NEO4J_USERNAME, NEO4J_PASSWORD, NEO4J_DATABASE } = process.env;
const driver = neo4j.driver(NEO4J_URI, neo4j.auth.basic(NEO4J_USERNAME, NEO4J_PASSWORD));
const typeDefs = readFileSync(process.argv[2], "utf-8");
const schema = await new Neo4jGraphQL({ typeDefs, driver }).getSchema();
const sessionConfig = NEO4J_DATABASE ? { database: NEO4J_DATABASE } : {};
const yoga = createYoga({ schema, context: { sessionConfig }, graphiql: false, landingPage: false });
const server = createServer(yoga);
server.listen(0, "127.0.0.1", () => {
  console.error(`peer answers at http://127.0.0.1:${server.address().port}/graphql`);
});
process.on("SIGTERM", () => process.exit(0));
