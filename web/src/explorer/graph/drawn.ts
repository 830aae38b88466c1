import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { ask } from '../endpoint';
import { momentOf } from '../entity/window';
import operation from '../operations/neighbours.graphql?raw';
import type { NeighboursQuery, NeighboursQueryVariables } from '../operations/types';
import { KINDS } from '../parts/kinds';
import type { EntityType, Kind } from '../parts/kinds';
import type { GraphState } from './state';

/** An entity in the graph. */
export interface DrawnNode {
  id: string;
  type: EntityType;
  name: string;
  /** In how many articles it is named. */
  count: number;
  /** Whether the graph was grown from it. */
  isGrown: boolean;
}

/** Two entities that articles name together. */
export interface DrawnEdge {
  source: string;
  target: string;
  /** In how many articles, of those that were counted. */
  count: number;
}

/** The graph that is shown. */
export interface Drawn {
  nodes: DrawnNode[];
  edges: DrawnEdge[];
}

type Grown = NonNullable<NeighboursQuery['entity']>;

/** The key of the connection of two entities, whichever is named first. */
export function edgeKey(one: string, other: string): string {
  return [one, other].sort().join(' ');
}

/** The variables that one entity's neighbours are asked with. */
export function neighboursOf(id: string, { kinds, window }: GraphState, lang: string): NeighboursQueryVariables {
  return { id, lang, kinds, from: momentOf(window.from), to: momentOf(window.to) };
}

/** What is drawn, how many answers it still waits for, and the first error of any. */
export function useDrawn(state: GraphState, lang: string) {
  const asked = state.kinds.length ? state.ids : [];
  const answers = useQueries({
    queries: asked.map((id) => {
      const variables = neighboursOf(id, state, lang);
      return {
        queryKey: [operation, variables],
        queryFn: ({ signal }: { signal: AbortSignal }) => ask<NeighboursQuery>(operation, variables, signal),
      };
    }),
  });
  const grown = answers.flatMap(({ data }) => (data?.entity ? [data.entity] : []));
  const said = JSON.stringify([grown.map(({ id }) => id), state.kinds, state.window, state.hidden, lang]);
  // `said` names all that the graph is made of.
  const drawn = useMemo(() => drawnOf(grown, state.kinds, new Set(state.hidden)), [said]);
  return {
    drawn,
    waiting: answers.filter(({ isPending }) => isPending).length,
    failed: answers.find(({ error }) => error),
  };
}

function drawnOf(grown: readonly Grown[], kinds: readonly Kind[], hidden: ReadonlySet<string>): Drawn {
  const nodes = new Map<string, DrawnNode>();
  const edges = new Map<string, DrawnEdge>();
  for (const { __typename: type, id, name, articleCount: count } of grown) {
    nodes.set(id, { id, type, name, count, isGrown: true });
  }
  for (const { id, cooccurring } of grown) {
    for (const { entity, count } of cooccurring.entities) {
      if (hidden.has(entity.id) || !kinds.includes(KINDS[entity.__typename])) continue;
      const { __typename: type, name, articleCount } = entity;
      if (!nodes.has(entity.id)) nodes.set(entity.id, { id: entity.id, type, name, count: articleCount, isGrown: false });
      const [source = '', target = ''] = [id, entity.id].sort();
      edges.set(edgeKey(id, entity.id), { source, target, count });
    }
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()] };
}
