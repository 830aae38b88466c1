import { useRef } from 'react';
import { usePlace } from '../address';
import { useSpeech } from '../words';
import { EntityBox } from './EntityBox';

/** The one box over everything: it suggests entities, and Enter looks for what was typed. */
export function SearchBox() {
  const { say } = useSpeech();
  const { state, go } = usePlace();
  const typed = useRef(state.q ?? '');
  return (
    <form
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        const q = typed.current.trim();
        if (q) go('search', { q });
      }}
    >
      <EntityBox
        // Another search from elsewhere fills the box anew.
        key={state.q ?? ''}
        label={say('searchFor')}
        text={state.q}
        onType={(text) => {
          typed.current = text;
        }}
        onPick={(entity) => go('entity', { id: entity.id })}
      />
      <button type="submit">{say('search')}</button>
    </form>
  );
}
