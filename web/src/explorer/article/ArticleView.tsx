import { usePlace } from '../address';
import operation from '../operations/article.graphql?raw';
import type { ArticleQuery, ArticleQueryVariables } from '../operations/types';
import { useShown } from '../operation';
import { Answer } from '../parts/Answer';
import { ArticleLine } from '../parts/ArticleLine';
import { directionOf } from '../parts/direction';
import { KINDS } from '../parts/kinds';
import type { Kind } from '../parts/kinds';
import { StoryCards } from '../parts/StoryCards';
import { To } from '../parts/To';
import { useTitle } from '../parts/useTitle';
import { useSpeech } from '../words';
import { Body } from './Body';
import { Mentions } from './Mentions';
import { Origins } from './Origins';
import { Related } from './Related';
import './article.css';

type Article = NonNullable<ArticleQuery['article']>;

/** An article: its text with every name marked, what it belongs with and why. */
export function ArticleView() {
  const { say, lang } = useSpeech();
  const { state } = usePlace();
  const answer = useShown<ArticleQuery, ArticleQueryVariables>(operation, state.id ? { id: state.id, lang } : null);
  useTitle(answer.data?.article?.title);
  if (!state.id) return <p>{say('nothing')}</p>;
  return (
    <Answer to={answer}>
      {({ article }) => (article ? <Page article={article} /> : <h1>{say('nothing')}</h1>)}
    </Answer>
  );
}

function Page({ article }: { article: Article }) {
  const { say } = useSpeech();
  const { state, change } = usePlace();
  const said = (state.hide ?? '').split(',');
  const hidden = new Set(Object.values(KINDS).filter((kind) => said.includes(kind)));
  return (
    <div className="page">
      <article lang={article.lang} dir={directionOf(article.lang)}>
        {article.kicker && <p className="kicker">{article.kicker}</p>}
        <h1>{article.title}</h1>
        <Origins article={article} />
        {article.caption && article.titleOrigin !== 'CAPTION' && <p className="caption">{article.caption}</p>}
        <Legend
          hidden={hidden}
          onChange={(kinds) => change({ hide: [...kinds].join(',') }, { replace: true })}
        />
        <Body article={article} hidden={hidden} />
      </article>
      <aside>
        <Mentions mentions={article.mentions} />
        {article.story && (
          <section aria-labelledby="story">
            <h2 id="story">{say('story')}</h2>
            <StoryCards stories={[article.story]} />
          </section>
        )}
        <Copies article={article} />
        <Related related={article.related} />
        {article.headlines.length > 0 && <Headlines headlines={article.headlines} />}
      </aside>
    </div>
  );
}

interface LegendProps {
  hidden: ReadonlySet<Kind>;
  onChange(hidden: ReadonlySet<Kind>): void;
}

function Legend({ hidden, onChange }: LegendProps) {
  const { say, lang, dir } = useSpeech();
  return (
    <fieldset className="legend" lang={lang} dir={dir}>
      <legend>{say('marked')}</legend>
      {Object.values(KINDS).map((kind) => (
        <label key={kind} className={`entity ${kind}`}>
          <input
            type="checkbox"
            checked={!hidden.has(kind)}
            onChange={({ target }) => {
              const after = new Set(hidden);
              if (target.checked) after.delete(kind);
              else after.add(kind);
              onChange(after);
            }}
          />{' '}
          {say(kind)}
        </label>
      ))}
    </fieldset>
  );
}

function Copies({ article }: { article: Article }) {
  const { say, number } = useSpeech();
  if (!article.duplicateOf && article.duplicates.length === 0) return null;
  return (
    <section aria-labelledby="copies">
      <h2 id="copies">{say('copies')}</h2>
      <ul>
        {article.duplicateOf && (
          <li>
            {say('copyOf')} <ArticleLine article={article.duplicateOf} />
          </li>
        )}
        {article.duplicates.map(({ article: copy, similarity }) => (
          <li key={copy.id}>
            <ArticleLine article={copy} /> <small>{number(Math.round(similarity * 100))} %</small>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Headlines({ headlines }: { headlines: Article['headlines'] }) {
  const { say } = useSpeech();
  return (
    <details>
      <summary>{say('headlines', { count: headlines.length })}</summary>
      <ul>
        {headlines.map((headline, place) => (
          <li key={place} dir="auto">
            {headline.article ? (
              <To view="article" state={{ id: headline.article.id }}>
                {headline.title}
              </To>
            ) : (
              headline.title
            )}{' '}
            <small>{headline.section}</small>
          </li>
        ))}
      </ul>
    </details>
  );
}
