import { usePlace } from '../address';
import { windowOf } from '../entity/window';
import type { Window } from '../entity/window';
import { KINDS } from '../parts/kinds';
import type { Kind } from '../parts/kinds';

/** How many entities a graph may be grown from: each is a question to the server. */
export const MOST_GROWN = 40;

const ALL = Object.values(KINDS);
const listOf = (text: string | undefined) => [...new Set((text ?? '').split(',').filter(Boolean))];

/** What the address of a graph says, and ways to change it. */
export interface GraphState {
  /** The entities that the graph is grown from. */
  ids: string[];
  /** Entities that the reader took out. */
  hidden: string[];
  kinds: Kind[];
  window: Window;
  /** The id of the chosen entity, or the two ids of the chosen connection. */
  chosen: string[];
  isFull: boolean;
  choose(ids: string[]): void;
  grow(id: string): void;
  takeOut(id: string): void;
  putBack(): void;
  show(kinds: Kind[]): void;
  within(window: Window): void;
}

/** The graph that the page's address names. */
export function useGraphState(): GraphState {
  const { state, change } = usePlace();
  const ids = listOf(state.ids).slice(0, MOST_GROWN);
  const hidden = listOf(state.hide);
  const kinds = ALL.filter((kind) => !state.kinds || listOf(state.kinds).includes(kind));
  const isFull = ids.length >= MOST_GROWN;
  const joined = (list: string[]) => list.join(',');
  return {
    ids,
    hidden,
    kinds,
    window: windowOf(state),
    chosen: listOf(state.chosen).slice(0, 2),
    isFull,
    choose: (chosen) => change({ chosen: joined(chosen) }, { replace: true }),
    grow: (id) => {
      if (isFull || ids.includes(id)) return;
      change({ ids: joined([...ids, id]), hide: joined(hidden.filter((one) => one !== id)), chosen: id });
    },
    takeOut: (id) =>
      change({
        ids: joined(ids.filter((one) => one !== id)),
        hide: joined([...hidden.filter((one) => one !== id), id]),
        chosen: undefined,
      }),
    putBack: () => change({ hide: undefined }),
    // All kinds is what an address without any says.
    show: (shown) => change({ kinds: shown.length === ALL.length ? undefined : joined(shown) }, { replace: true }),
    within: ({ from, to }) => change({ from, to }, { replace: true }),
  };
}
