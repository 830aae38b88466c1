import { useQuery } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import { createContext, useContext, useEffect } from 'react';
import { ask } from './endpoint';

/** An operation with its variables, as the playground can open it. */
export interface Asked {
  query: string;
  variables: object;
}

/** Takes the operation behind the view that is shown, for the link to the playground. */
export const Shown = createContext<(asked: Asked) => void>(() => undefined);

/** The answer to an operation; null as variables waits until there is something to ask. */
export function useAnswer<Data, Variables extends object>(
  query: string,
  variables: Variables | null,
): UseQueryResult<Data> {
  return useQuery({
    queryKey: [query, variables],
    queryFn: ({ signal }) => ask<Data>(query, variables ?? {}, signal),
    enabled: variables !== null,
  });
}

/** The answer to the operation behind a view: as useAnswer, and the page's link to the playground opens it. */
export function useShown<Data, Variables extends object>(
  query: string,
  variables: Variables | null,
): UseQueryResult<Data> {
  const show = useContext(Shown);
  const said = variables && JSON.stringify(variables);
  useEffect(() => {
    if (said) show({ query, variables: JSON.parse(said) as object });
  }, [show, query, said]);
  return useAnswer<Data, Variables>(query, variables);
}

/** The playground's address with an operation in it. */
export function inPlayground({ query, variables }: Asked): string {
  const fields = new URLSearchParams({ query, variables: JSON.stringify(variables, null, 2) });
  // The playground reads its fragment as it reads a query string.
  return `graphql#${fields}`;
}
