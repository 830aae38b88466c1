/** What one tab of the playground holds: a GraphQL document and its variables as JSON text. */
export interface Operation {
  query: string;
  variables?: string;
}

/** The operation that an address carries, as in `/graphql#query=...&variables=...`; nothing without a query. */
export function sharedOperation(fragment: string): Operation | undefined {
  const fields = new URLSearchParams(fragment.replace(/^#/, ''));
  const query = fields.get('query');
  if (!query) return undefined;
  const variables = fields.get('variables');
  return variables ? { query, variables } : { query };
}
