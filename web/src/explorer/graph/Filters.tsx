import { KINDS } from '../parts/kinds';
import { save } from '../parts/save';
import { useSpeech } from '../words';
import type { Drawn } from './drawn';
import { csvOf, gexfOf, graphmlOf } from './files';
import type { GraphState } from './state';

/** What the graph shows: which kinds, of which time. The kinds are its legend as well. */
export function Filters({ state }: { state: GraphState }) {
  const { say } = useSpeech();
  const { kinds, hidden } = state;
  const { from, to } = state.window;
  return (
    <>
      <fieldset>
        <legend>{say('kind')}</legend>
        {Object.values(KINDS).map((kind) => (
          <label key={kind} className={`entity ${kind}`}>
            <input
              type="checkbox"
              checked={kinds.includes(kind)}
              // Without any kind there is nothing left to choose from.
              disabled={kinds.length === 1 && kinds.includes(kind)}
              onChange={({ target }) => state.show(target.checked ? [...kinds, kind] : kinds.filter((one) => one !== kind))}
            />{' '}
            <span aria-hidden="true">●</span> {say(kind)}
          </label>
        ))}
      </fieldset>
      <label>
        {say('from')} <input type="date" value={from ?? ''} onChange={({ target }) => state.within({ from: target.value, to })} />
      </label>
      <label>
        {say('before')} <input type="date" value={to ?? ''} onChange={({ target }) => state.within({ from, to: target.value })} />
      </label>
      {hidden.length > 0 && (
        <button type="button" onClick={() => state.putBack()}>
          {say('putBack', { count: hidden.length })}
        </button>
      )}
    </>
  );
}

/** Buttons that save the graph as it is shown. */
export function Files({ drawn }: { drawn: Drawn }) {
  const { say } = useSpeech();
  const saved = (name: string, type: string, text: string) => save(new Blob([text], { type }), name);
  return (
    <p className="exports">
      {say('export')}:{' '}
      <button type="button" onClick={() => saved('graph.graphml', 'application/xml', graphmlOf(drawn))}>
        GraphML
      </button>
      <button type="button" onClick={() => saved('graph.gexf', 'application/xml', gexfOf(drawn))}>
        GEXF
      </button>
      <button type="button" onClick={() => saved('graph.csv', 'text/csv', csvOf(drawn))}>
        CSV
      </button>
    </p>
  );
}
