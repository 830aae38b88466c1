import { createGraphiQLFetcher } from '@graphiql/toolkit';
import type { Fetcher } from '@graphiql/toolkit';
import { Kind, parse } from 'graphql';
import type { DocumentNode } from 'graphql';

/** A fetcher for the GraphQL endpoint at the page's own address: HTTP, and WebSocket for subscriptions. */
export function endpointFetcher(page: Location): Fetcher {
  const endpoint = new URL(page.pathname, page.origin);
  const socket = new URL(endpoint);
  socket.protocol = endpoint.protocol === 'https:' ? 'wss:' : 'ws:';
  const send = createGraphiQLFetcher({ url: endpoint.href, subscriptionUrl: socket.href });
  return (request, options) => {
    // For a moment after a change of tabs GraphiQL still holds the last tab's operation.
    const documentAST = parsed(request.query);
    if (!documentAST) return send(request, options);
    const operationName = chosenOperation(documentAST, request.operationName);
    return send({ ...request, operationName }, { ...options, documentAST });
  };
}

function parsed(query: string): DocumentNode | undefined {
  try {
    return parse(query);
  } catch {
    return undefined;
  }
}

function chosenOperation(document: DocumentNode, wanted: string | null | undefined) {
  const names = document.definitions
    .filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
    .map((operation) => operation.name?.value);
  return wanted && names.includes(wanted) ? wanted : names[0];
}
