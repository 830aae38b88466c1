import { navigate, useSearch } from 'wouter/use-browser-location';
import { languageOf } from './words';

/** The views of the explorer, by the name that an address gives them. */
export const VIEWS = ['home', 'search', 'entity', 'article', 'story', 'graph', 'path'] as const;
export type View = (typeof VIEWS)[number];

/** What an address says besides its view and its language: ids, a window of time, filters; all as text. */
export type State = Record<string, string | undefined>;

/** The address of a view, as `/explore?view=entity&id=Q7747`; what is undefined or empty is left out. */
export function addressOf(view: View, state: State, lang: string): string {
  const fields = new URLSearchParams(view === 'home' ? {} : { view });
  for (const [name, value] of Object.entries(state)) if (value) fields.set(name, value);
  fields.set('lang', lang);
  return `?${fields}`;
}

/** Where the page is: its view, what else its address says, and ways to another address. */
export interface Place {
  view: View;
  state: State;
  /** Change a part of the state, in the same view. `replace` keeps the way back as it is: for brushing and typing. */
  change(part: State, options?: { replace?: boolean }): void;
  /** Go to another view. */
  go(view: View, state: State): void;
}

/** The place that the page's address names. An unknown view is the home view. */
export function usePlace(): Place {
  const fields = new URLSearchParams(useSearch());
  const named = fields.get('view') as View;
  const view = VIEWS.includes(named) ? named : 'home';
  return {
    view,
    state: Object.fromEntries(fields),
    change(part, options) {
      const after = new URLSearchParams(location.search);
      for (const [name, value] of Object.entries(part)) {
        if (value) after.set(name, value);
        else after.delete(name);
      }
      navigate(`?${after}`, options);
    },
    go(next, state) {
      navigate(addressOf(next, state, languageOf(fields.get('lang') ?? undefined)));
      // As a page that is loaded anew: from its top, and keys and screen readers begin with its content.
      document.getElementById('content')?.focus({ preventScroll: true });
      scrollTo({ top: 0 });
    },
  };
}
