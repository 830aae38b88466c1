import { inPlayground } from '../operation';
import type { Asked } from '../operation';
import { useSpeech } from '../words';

/** A link that opens the query behind a part of a view in the playground. */
export function QueryLink({ asked }: { asked: Asked }) {
  const { say } = useSpeech();
  return (
    <a className="query to-other" href={inPlayground(asked)} title={say('inPlayground')}>
      {say('itsQuery')}
    </a>
  );
}
