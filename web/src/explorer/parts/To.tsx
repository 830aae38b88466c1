import type { ReactNode } from 'react';
import { addressOf, usePlace } from '../address';
import type { State, View } from '../address';
import { useSpeech } from '../words';

interface ToProps {
  view: View;
  state?: State;
  className?: string;
  current?: boolean;
  children: ReactNode;
}

/** A link to a view of this page: a real address, which a click opens without loading the page again. */
export function To({ view, state = {}, className, current, children }: ToProps) {
  const { lang } = useSpeech();
  const { go } = usePlace();
  return (
    <a
      href={addressOf(view, state, lang)}
      className={className}
      aria-current={current ? 'page' : undefined}
      onClick={(event) => {
        if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        go(view, state);
      }}
    >
      {children}
    </a>
  );
}
