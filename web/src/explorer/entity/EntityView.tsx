import { useEffect } from 'react';
import { usePlace } from '../address';
import operation from '../operations/entity.graphql?raw';
import type { EntityQuery, EntityQueryVariables } from '../operations/types';
import { useShown } from '../operation';
import { Answer } from '../parts/Answer';
import { KINDS } from '../parts/kinds';
import { ServerExport } from '../parts/ServerExport';
import { To } from '../parts/To';
import { useTitle } from '../parts/useTitle';
import { useSpeech } from '../words';
import { Facts } from './Facts';
import { Reports } from './Reports';
import { Timeline } from './Timeline';
import { windowOf } from './window';
import { WindowParts } from './WindowParts';
import './entity.css';

/** An entity's page: who or what it is, when it was named, with whom and in which articles. */
export function EntityView() {
  const { say, lang } = useSpeech();
  const { state } = usePlace();
  const answer = useShown<EntityQuery, EntityQueryVariables>(operation, state.id ? { id: state.id, lang } : null);
  useTitle(answer.data?.entity?.name);
  if (!state.id) return <p>{say('nothing')}</p>;
  return (
    <Answer to={answer}>
      {({ entity }) => (entity ? <Page entity={entity} /> : <h1>{say('nothing')}</h1>)}
    </Answer>
  );
}

function Page({ entity }: { entity: NonNullable<EntityQuery['entity']> }) {
  const { say } = useSpeech();
  const { state, change } = usePlace();
  const window = windowOf(state);
  const kind = KINDS[entity.__typename];
  useEffect(() => {
    // An id that was merged leads to the entity that it belongs to now.
    if (state.id !== entity.id) change({ id: entity.id }, { replace: true });
  });
  return (
    <>
      <h1>
        <bdi className={`entity ${kind}`}>{entity.name}</bdi> <small>{say(kind)}</small>
      </h1>
      {entity.description && <p dir="auto">{entity.description}</p>}
      {entity.provisional && <p role="note">{say('provisional')}</p>}
      <p className="actions">
        <To view="graph" state={{ ids: entity.id, from: window.from, to: window.to }}>
          {say('graphFromHere')}
        </To>
        <To view="path" state={{ start: entity.id }}>
          {say('pathsFromHere')}
        </To>
      </p>
      <Facts entity={entity} />
      {entity.__typename === 'Event' && <Reports reports={entity.reports} />}
      <Timeline
        id={entity.id}
        name={entity.name}
        window={window}
        // A page of articles was counted from the newest of another window.
        onWindow={({ from, to }) => change({ from, to, after: undefined }, { replace: true })}
      />
      <WindowParts id={entity.id} window={window} />
      <ServerExport wanted={{ entity: entity.id, from: window.from, to: window.to }} name={entity.name} />
    </>
  );
}
