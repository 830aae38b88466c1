// GraphQL Code Generator: the types of operations.graphql, as generated.ts beside it.
// Argument: the file of the schema.
import { codegen } from "@graphql-codegen/core";
import * as operations from "@graphql-codegen/typescript-operations";
import { parse } from "graphql";
import { readFileSync, writeFileSync } from "node:fs";

const here = (name) => new URL(name, import.meta.url);
const output = await codegen({
  filename: "generated.ts",
  schema: parse(readFileSync(process.argv[2], "utf8")),
  documents: [{ location: "operations.graphql", document: parse(readFileSync(here("operations.graphql"), "utf8")) }],
  config: { enumsAsTypes: true, scalars: { DateTime: "string" } },
  plugins: [{ operations: {} }],
  pluginMap: { operations },
});
writeFileSync(here("generated.ts"), output);
