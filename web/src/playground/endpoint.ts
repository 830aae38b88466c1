import { createGraphiQLFetcher } from '@graphiql/toolkit';
import type { Fetcher } from '@graphiql/toolkit';

/** A fetcher for the GraphQL endpoint at the page's own address: HTTP, and WebSocket for subscriptions. */
export function endpointFetcher(page: Location): Fetcher {
  const endpoint = new URL(page.pathname, page.origin);
  const socket = new URL(endpoint);
  socket.protocol = endpoint.protocol === 'https:' ? 'wss:' : 'ws:';
  return createGraphiQLFetcher({ url: endpoint.href, subscriptionUrl: socket.href });
}
