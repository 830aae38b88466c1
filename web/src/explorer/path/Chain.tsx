import type { PathQuery } from '../operations/types';
import { EntityLink } from '../parts/EntityLink';
import { EvidenceList } from '../parts/EvidenceList';
import { To } from '../parts/To';
import { useSpeech } from '../words';

type Path = NonNullable<PathQuery['paths']>[number];

/** One way from an entity to another: each hop with what joins its two ends, and the sentences that say so. */
export function Chain({ path }: { path: Path }) {
  const { say } = useSpeech();
  return (
    <>
      <p className="chain">
        {path.entities.map((entity, place) => (
          <span key={entity.id}>
            {place > 0 && (
              <>
                <span className="hop"> —{say(path.hops[place - 1]?.kind ?? 'TOGETHER')}— </span>
              </>
            )}
            <EntityLink entity={entity} />
          </span>
        ))}{' '}
        <To view="graph" state={{ ids: path.entities.map(({ id }) => id).join(',') }}>
          <small>{say('showInGraph')}</small>
        </To>
      </p>
      {path.hops.map((hop, place) => {
        const [from, to] = [path.entities[place], path.entities[place + 1]];
        if (!from || !to) return null;
        return (
          <details key={to.id} open={place === 0}>
            <summary>
              <bdi>{from.name}</bdi> – <bdi>{to.name}</bdi>
            </summary>
            <EvidenceList evidence={hop.evidence} ids={[from.id, to.id]} />
          </details>
        );
      })}
    </>
  );
}
