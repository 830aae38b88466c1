import type { ArticleQuery } from '../operations/types';
import { ArticleLine } from '../parts/ArticleLine';
import { EntityLink } from '../parts/EntityLink';
import { useSpeech } from '../words';

type Found = NonNullable<ArticleQuery['article']>['related'][number];

/** Related news, each with its reasons: what they have in common, and how much that counts. */
export function Related({ related }: { related: readonly Found[] }) {
  const { say } = useSpeech();
  const most = Math.max(...related.map(({ score }) => score));
  return (
    <section aria-labelledby="related">
      <h2 id="related">{say('related')}</h2>
      {related.length === 0 && <p>{say('nothing')}</p>}
      <ol className="related">
        {related.map((found) => (
          <li key={found.article.id}>
            <ArticleLine article={found.article} />
            <Reasons found={found} most={most} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Reasons({ found, most }: { found: Found; most: number }) {
  const { say, number } = useSpeech();
  return (
    <details>
      <summary>
        <span className="score" aria-hidden="true">
          {found.reasons.map(({ signal, weight }) => (
            <span key={signal} className={signal} style={{ inlineSize: `${(weight / most) * 100}%` }} />
          ))}
        </span>
        {say('because', { score: number(found.score) })}
      </summary>
      <ul>
        {found.reasons.map(({ signal, weight, shared }) => (
          <li key={signal}>
            {say(signal)} <small>{number(weight)}</small>{' '}
            {shared.slice(0, 8).map((entity) => (
              <span key={entity.id} className="name">
                <EntityLink entity={entity} />
              </span>
            ))}
          </li>
        ))}
      </ul>
    </details>
  );
}
