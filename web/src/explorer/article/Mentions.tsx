import type { ArticleQuery } from '../operations/types';
import { EntityLink } from '../parts/EntityLink';
import { useSpeech } from '../words';

type Mention = NonNullable<ArticleQuery['article']>['mentions'][number];

/** How many are listed before the others fold away. */
const FIRST = 12;

/** The entities of an article, those that matter most to it first. */
export function Mentions({ mentions }: { mentions: readonly Mention[] }) {
  const { say } = useSpeech();
  const ordered = [...mentions].sort((one, other) => other.salience - one.salience);
  const rest = ordered.slice(FIRST);
  return (
    <section aria-labelledby="mentions">
      <h2 id="mentions">{say('named')}</h2>
      <List mentions={ordered.slice(0, FIRST)} />
      {rest.length > 0 && (
        <details>
          <summary>{say('moreNamed', { count: rest.length })}</summary>
          <List mentions={rest} />
        </details>
      )}
    </section>
  );
}

function List({ mentions }: { mentions: readonly Mention[] }) {
  const { say, number } = useSpeech();
  return (
    <ul className="mentions">
      {mentions.map(({ entity, count, salience }) => (
        <li key={entity.id}>
          <span className="bar" style={{ inlineSize: `${Math.round(salience * 100)}%` }} aria-hidden="true" />
          <EntityLink entity={entity} /> {count > 1 && <small>{say('times', { count: number(count) })}</small>}
        </li>
      ))}
    </ul>
  );
}
