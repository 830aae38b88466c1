import { KINDS } from '../parts/kinds';
import type { EntityType } from '../parts/kinds';

/** The colours of the page as they are now, for what is drawn outside of style sheets. */
export interface Colours {
  ground: string;
  text: string;
  line: string;
  accent: string;
  of: Record<EntityType, string>;
}

/** Read the page's colours. They depend on light or dark, which only an element that has them can tell. */
export function readColours(): Colours {
  const probe = document.body.appendChild(document.createElement('i'));
  const read = (name: string) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const kinds = Object.entries(KINDS).map(([type, kind]) => [type, read(kind)] as const);
  const colours = {
    ground: read('ground'),
    text: read('text'),
    line: read('line'),
    accent: read('accent'),
    of: Object.fromEntries(kinds) as Record<EntityType, string>,
  };
  probe.remove();
  return colours;
}
