import { useState } from 'react';
import { usePlace } from '../address';
import { useSpeech } from '../words';

/** The one box over everything. */
export function SearchBox() {
  const { say } = useSpeech();
  const { state, go } = usePlace();
  const [typed, setTyped] = useState(state.q ?? '');
  return (
    <form
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.trim()) go('search', { q: typed.trim(), lang: state.lang });
      }}
    >
      <input
        type="search"
        dir="auto"
        aria-label={say('searchFor')}
        placeholder={say('searchFor')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <button type="submit">{say('search')}</button>
    </form>
  );
}
