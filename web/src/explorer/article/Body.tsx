import type { ArticleQuery } from '../operations/types';
import { KINDS } from '../parts/kinds';
import type { Kind, LinkedEntity } from '../parts/kinds';
import { paragraphsOf } from '../parts/passage';
import { To } from '../parts/To';

type Article = NonNullable<ArticleQuery['article']>;

/** The body, every mention a link to its entity, but those of hidden kinds. */
export function Body({ article, hidden }: { article: Article; hidden: ReadonlySet<Kind> }) {
  const stretches = article.mentions
    .filter(({ entity }) => !hidden.has(KINDS[entity.__typename]))
    .flatMap(({ entity, starts, ends }) =>
      starts.map((start, place) => ({ start, end: ends[place] ?? start, mark: entity as LinkedEntity })),
    );
  return (
    <div className="body">
      {paragraphsOf(article.body, stretches).map((runs, place) => (
        <p key={place}>
          {runs.map(({ text, mark }, run) => (mark ? <Named key={run} entity={mark} text={text} /> : text))}
        </p>
      ))}
    </div>
  );
}

function Named({ entity, text }: { entity: LinkedEntity; text: string }) {
  return (
    <To view="entity" state={{ id: entity.id }} className={`mention ${KINDS[entity.__typename]}`}>
      {text}
    </To>
  );
}

