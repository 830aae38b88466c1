// The types of the explorer's operations, from the schema: src/explorer/operations/types.ts.
import { codegen } from '@graphql-codegen/core';
import * as operations from '@graphql-codegen/typescript-operations';
import { parse } from 'graphql';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const folder = new URL('src/explorer/operations/', import.meta.url);
const read = (url) => parse(readFileSync(url, 'utf8'));
const written = await codegen({
  filename: 'types.ts',
  schema: read(new URL('../schema.graphql', import.meta.url)),
  documents: readdirSync(folder)
    .filter((name) => name.endsWith('.graphql'))
    .sort()
    .map((name) => ({ location: name, document: read(new URL(name, folder)) })),
  config: { enumsAsTypes: true, useTypeImports: true, scalars: { DateTime: 'string' } },
  plugins: [{ operations: {} }],
  pluginMap: { operations },
});
const head = '// Written by `npm run types` from the schema and the operations beside it.\n';
writeFileSync(process.argv[2] ?? new URL('types.ts', folder), head + written);
