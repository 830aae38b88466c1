import { usePlace } from '../address';
import namesOperation from '../operations/names.graphql?raw';
import type { NamesQuery, NamesQueryVariables, PathQuery, PathQueryVariables } from '../operations/types';
import operation from '../operations/path.graphql?raw';
import { useAnswer, useShown } from '../operation';
import { Answer } from '../parts/Answer';
import { useTitle } from '../parts/useTitle';
import { EntityBox } from '../search/EntityBox';
import { useSpeech } from '../words';
import { Chain } from './Chain';
import './path.css';

const LENGTHS = ['1', '2', '3', '4'];
const USUAL = '3';

/** The path finder: two entities, and the ways from one to the other with the sentences that prove them. */
export function PathView() {
  const { say, lang } = useSpeech();
  const { state, change } = usePlace();
  const { start, end } = state;
  const maxLength = LENGTHS.includes(state.maxLength ?? '') ? (state.maxLength ?? USUAL) : USUAL;
  const ids = [start, end].filter((id) => id !== undefined);
  const names = useAnswer<NamesQuery, NamesQueryVariables>(namesOperation, ids.length ? { ids, lang } : null);
  const named = (id: string | undefined) => {
    const node = names.data?.nodes?.find((one) => one?.id === id);
    return node && 'name' in node ? node.name : '';
  };
  const answer = useShown<PathQuery, PathQueryVariables>(
    operation,
    start && end ? { from: start, to: end, maxLength: Number(maxLength), lang } : null,
  );
  useTitle(start && end && named(start) ? `${named(start)} – ${named(end)}` : say('path'));
  return (
    <>
      <h1>{say('path')}</h1>
      <div className="ends">
        <EntityBox
          key={`start ${start} ${named(start)}`}
          label={say('pathFrom')}
          text={named(start)}
          showsLabel
          onPick={({ id }) => change({ start: id })}
        />
        <button type="button" onClick={() => change({ start: end, end: start })}>
          ⇄ <span className="unseen">{say('swap')}</span>
        </button>
        <EntityBox
          key={`end ${end} ${named(end)}`}
          label={say('pathTo')}
          text={named(end)}
          showsLabel
          onPick={({ id }) => change({ end: id })}
        />
        <label>
          {say('maxLength')}{' '}
          <select value={maxLength} onChange={(event) => change({ maxLength: event.target.value })}>
            {LENGTHS.map((length) => (
              <option key={length}>{length}</option>
            ))}
          </select>
        </label>
      </div>
      {start && end ? (
        <Answer to={answer}>{({ paths }) => <Paths paths={paths ?? []} />}</Answer>
      ) : (
        <p>{say('choosePathEnds')}</p>
      )}
    </>
  );
}

function Paths({ paths }: { paths: NonNullable<PathQuery['paths']> }) {
  const { say } = useSpeech();
  return (
    <>
      <p role="status">{paths.length ? say('found', { count: paths.length }) : say('noPath')}</p>
      <ol className="paths">
        {paths.map((path) => (
          <li key={path.entities.map(({ id }) => id).join(' ')}>
            <Chain path={path} />
          </li>
        ))}
      </ol>
    </>
  );
}
