import { usePlace } from '../address';
import operation from '../operations/entity-window.graphql?raw';
import type { EntityWindowQuery, EntityWindowQueryVariables } from '../operations/types';
import { useAnswer } from '../operation';
import { Answer } from '../parts/Answer';
import { ArticleLine } from '../parts/ArticleLine';
import { EntityLink } from '../parts/EntityLink';
import { QueryLink } from '../parts/QueryLink';
import { StoryCards } from '../parts/StoryCards';
import { To } from '../parts/To';
import { useSpeech } from '../words';
import { momentOf } from './window';
import type { Window } from './window';

type Found = NonNullable<EntityWindowQuery['entity']>;
const SIDES = ['people', 'places', 'organizations', 'events'] as const;

/** What an entity's page shows of a window of time: who is named with it, its articles; and its latest stories. */
export function WindowParts({ id, window }: { id: string; window: Window }) {
  const { say, lang } = useSpeech();
  const { state, change } = usePlace();
  const from = momentOf(window.from);
  const to = momentOf(window.to);
  const measure = state.by === 'PMI' ? 'PMI' : 'COUNT';
  const where = {
    orderedAt: { ...(from && { gte: from }), ...(to && { lt: to }) },
    ...(state.in && { lang: { eq: state.in } }),
  };
  const variables = { id, lang, from, to, measure, where, after: state.after ?? null } as const;
  const answer = useAnswer<EntityWindowQuery, EntityWindowQueryVariables>(operation, variables);
  return (
    <Answer to={answer}>
      {({ entity }) =>
        entity && (
          <>
            <section aria-labelledby="together">
              <h2 id="together">{say('namedTogether')}</h2>
              <label>
                {say('rankedBy')}{' '}
                <select value={measure} onChange={(event) => change({ by: event.target.value }, { replace: true })}>
                  <option value="COUNT">{say('COUNT')}</option>
                  <option value="PMI">{say('PMI')}</option>
                </select>
              </label>{' '}
              <QueryLink asked={{ query: operation, variables }} />
              <div className="sides">
                {SIDES.map((side) => (
                  <Side key={side} id={id} title={say(side)} side={entity[side]} />
                ))}
              </div>
            </section>
            <Articles articles={entity.articles} />
            <section aria-labelledby="stories">
              <h2 id="stories">{say('stories')}</h2>
              <StoryCards stories={entity.stories.nodes} />
            </section>
          </>
        )
      }
    </Answer>
  );
}

interface SideProps {
  id: string;
  title: string;
  side: Found['people'];
}

function Side({ id, title, side }: SideProps) {
  const { say, number } = useSpeech();
  return (
    <div>
      <h3>{title}</h3>
      {side.entities.length === 0 && <p>{say('nothing')}</p>}
      <ol>
        {side.entities.map(({ entity, count }) => (
          <li key={entity.id}>
            <EntityLink entity={entity} />{' '}
            <To view="path" state={{ start: id, end: entity.id, maxLength: '1' }}>
              <small>{say('together', { count: number(count) })}</small>
            </To>
          </li>
        ))}
      </ol>
    </div>
  );
}

function Articles({ articles }: { articles: Found['articles'] }) {
  const { say, lang, number } = useSpeech();
  const { state, change } = usePlace();
  const languages = new Intl.DisplayNames(lang, { type: 'language' });
  return (
    <section aria-labelledby="articles">
      <h2 id="articles">{say('articles')}</h2>
      <p role="status">
        {say('found', { count: `${number(articles.totalCount)}${articles.totalCountIsCapped ? '+' : ''}` })}
      </p>
      <label>
        {say('articleLanguage')}{' '}
        <select
          value={state.in ?? ''}
          onChange={(event) => change({ in: event.target.value, after: undefined }, { replace: true })}
        >
          <option value="">{say('all')}</option>
          {[...new Set([...articles.facets.languages.map(({ value }) => value), ...(state.in ? [state.in] : [])])].map(
            (value) => (
              <option key={value} value={value}>
                {languages.of(value)}
              </option>
            ),
          )}
        </select>
      </label>
      <ul className="articles">
        {articles.nodes.map((article) => (
          <li key={article.id}>
            <ArticleLine article={article} />
          </li>
        ))}
      </ul>
      <p className="actions">
        {state.after && (
          <button type="button" onClick={() => change({ after: undefined })}>
            {say('newest')}
          </button>
        )}
        {articles.pageInfo.hasNextPage && (
          <button type="button" onClick={() => change({ after: articles.pageInfo.endCursor ?? undefined })}>
            {say('older')}
          </button>
        )}
      </p>
    </section>
  );
}
