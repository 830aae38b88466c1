import type { Operation } from '../playground/operation';

const documents = import.meta.glob<string>('./*.graphql', { query: '?raw', import: 'default', eager: true });

/** The example operations in the order of their file names; each file holds one named operation. */
export const examples: Operation[] = Object.keys(documents)
  .sort()
  .map((path) => ({ query: (documents[path] ?? '').trimEnd() }));
