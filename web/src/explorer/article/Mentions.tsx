import type { ArticleQuery } from '../operations/types';
import { EntityLink } from '../parts/EntityLink';
import { useSpeech } from '../words';

type Mention = NonNullable<ArticleQuery['article']>['mentions'][number];

/** The entities of an article, those that matter most to it first. */
export function Mentions({ mentions }: { mentions: readonly Mention[] }) {
  const { say, number } = useSpeech();
  const ordered = [...mentions].sort((one, other) => other.salience - one.salience);
  return (
    <section aria-labelledby="mentions">
      <h2 id="mentions">{say('named')}</h2>
      <ul className="mentions">
        {ordered.map(({ entity, count, salience }) => (
          <li key={entity.id}>
            <span className="bar" style={{ inlineSize: `${Math.round(salience * 100)}%` }} aria-hidden="true" />
            <EntityLink entity={entity} /> <small>{say('times', { count: number(count) })}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}
