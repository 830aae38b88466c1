import { useSpeech } from '../words';
import { KINDS } from './kinds';
import type { LinkedEntity } from './kinds';
import { To } from './To';

/** A link to an entity's page; its colour and a word for screen readers tell its kind. */
export function EntityLink({ entity }: { entity: LinkedEntity }) {
  const { say } = useSpeech();
  const kind = KINDS[entity.__typename];
  return (
    <To view="entity" state={{ id: entity.id }} className={`entity ${kind}`}>
      <span className="unseen">{say(kind)}: </span>
      <bdi>{entity.name}</bdi>
    </To>
  );
}
