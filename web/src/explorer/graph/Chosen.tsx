import evidenceOperation from '../operations/evidence.graphql?raw';
import type { EvidenceQuery, EvidenceQueryVariables } from '../operations/types';
import { useShown } from '../operation';
import { Answer } from '../parts/Answer';
import { EntityLink } from '../parts/EntityLink';
import { EvidenceList } from '../parts/EvidenceList';
import { To } from '../parts/To';
import { useSpeech } from '../words';
import type { Drawn, DrawnNode } from './drawn';
import type { GraphState } from './state';

interface ChosenProps {
  drawn: Drawn;
  state: GraphState;
}

/** What the reader chose in the graph: an entity and what can be done with it, or a connection and its sentences. */
export function Chosen({ drawn, state }: ChosenProps) {
  const { say } = useSpeech();
  const [one, other] = state.chosen.map((id) => drawn.nodes.find((node) => node.id === id));
  return (
    <section className="chosen" aria-live="polite" aria-label={say('chosen')}>
      {one && other && <Connection one={one} other={other} />}
      {one && state.chosen.length === 1 && <Entity node={one} state={state} />}
      {!one && <p>{say('howToGrow')}</p>}
    </section>
  );
}

function Entity({ node, state }: { node: DrawnNode; state: GraphState }) {
  const { say } = useSpeech();
  const isGrown = state.ids.includes(node.id);
  return (
    <>
      <h2>
        <EntityLink entity={{ __typename: node.type, id: node.id, name: node.name }} />
      </h2>
      <p>{say('mentionedIn', { count: node.count })}</p>
      <p className="actions">
        {!isGrown && (
          <button type="button" disabled={state.isFull} onClick={() => state.grow(node.id)}>
            {say('grow')}
          </button>
        )}
        <button type="button" onClick={() => state.takeOut(node.id)}>
          {say('takeOut')}
        </button>
        <To view="path" state={{ start: node.id }}>
          {say('pathsFromHere')}
        </To>
      </p>
    </>
  );
}

function Connection({ one, other }: { one: DrawnNode; other: DrawnNode }) {
  const { say } = useSpeech();
  const answer = useShown<EvidenceQuery, EvidenceQueryVariables>(evidenceOperation, { from: one.id, to: other.id });
  return (
    <>
      <h2>
        <bdi>{one.name}</bdi> – <bdi>{other.name}</bdi>
      </h2>
      <Answer to={answer}>
        {({ paths }) => {
          const [hop] = paths?.[0]?.hops ?? [];
          return hop ? <EvidenceList evidence={hop.evidence} ids={[one.id, other.id]} /> : <p>{say('noEvidence')}</p>;
        }}
      </Answer>
    </>
  );
}
