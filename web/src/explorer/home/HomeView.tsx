import type { HomeQuery, HomeQueryVariables } from '../operations/types';
import operation from '../operations/home.graphql?raw';
import { useShown } from '../operation';
import { Answer } from '../parts/Answer';
import { EntityLink } from '../parts/EntityLink';
import { StoryCards } from '../parts/StoryCards';
import { To } from '../parts/To';
import { useTitle } from '../parts/useTitle';
import { useSpeech } from '../words';

/** Searches to begin with, in the languages of the demo articles. */
const EXAMPLES = ['إدلب', 'Putin', 'Sahel'];

/** Where a visit begins: who is in the news, and the newest stories. */
export function HomeView() {
  const { say, lang, day, number } = useSpeech();
  const answer = useShown<HomeQuery, HomeQueryVariables>(operation, { lang });
  useTitle(undefined);
  return (
    <Answer to={answer}>
      {({ stats, trending, stories }) => (
        <>
          <h1>{say('title')}</h1>
          {stats && (
            <p>
              {say('holds', { articles: stats.articles, entities: stats.entities })}
              {stats.lastAt && ` ${say('upTo', { day: day(stats.lastAt) })}`}
            </p>
          )}
          <p>
            {say('tryThis')}{' '}
            {EXAMPLES.map((q) => (
              <span key={q} className="example">
                <To view="search" state={{ q }}>
                  <bdi>{q}</bdi>
                </To>
              </span>
            ))}
          </p>
          <section aria-labelledby="trending">
            <h2 id="trending">{say('trending')}</h2>
            {trending && trending.entities.length === 0 && <p>{say('nothing')}</p>}
            <ul className="chips">
              {trending?.entities.map(({ entity, count }) => (
                <li key={entity.id}>
                  <EntityLink entity={entity} /> <small>{number(count)}</small>
                </li>
              ))}
            </ul>
          </section>
          <section aria-labelledby="stories">
            <h2 id="stories">{say('stories')}</h2>
            <StoryCards stories={stories?.nodes ?? []} />
          </section>
        </>
      )}
    </Answer>
  );
}
