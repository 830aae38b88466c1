import { usePlace } from '../address';
import operation from '../operations/story.graphql?raw';
import type { StoryQuery, StoryQueryVariables } from '../operations/types';
import { useShown } from '../operation';
import { Answer } from '../parts/Answer';
import { ArticleLine } from '../parts/ArticleLine';
import { EntityLink } from '../parts/EntityLink';
import { To } from '../parts/To';
import { useTitle } from '../parts/useTitle';
import { useSpeech } from '../words';

type Story = NonNullable<StoryQuery['story']>;
/** How many of a story's entities its graph begins with. */
const DRAWN = 6;

/** A story: its articles in the order in which they were told, and who and what it is about. */
export function StoryView() {
  const { say, lang } = useSpeech();
  const { state } = usePlace();
  const answer = useShown<StoryQuery, StoryQueryVariables>(
    operation,
    state.id ? { id: state.id, lang, after: state.after ?? null } : null,
  );
  useTitle(answer.data?.story?.title);
  if (!state.id) return <p>{say('nothing')}</p>;
  return (
    <Answer to={answer}>{({ story }) => (story ? <Page story={story} /> : <h1>{say('nothing')}</h1>)}</Answer>
  );
}

function Page({ story }: { story: Story }) {
  const { say, day, number } = useSpeech();
  const { change } = usePlace();
  const { entities } = story.articles.facets;
  return (
    <>
      <h1>
        <bdi lang={story.hero.lang}>{story.title}</bdi>
      </h1>
      <p>
        {say('story')}: {day(story.firstAt)} – {day(story.lastAt)}, {say('mentionedIn', { count: story.articleCount })}
      </p>
      <section aria-labelledby="about">
        <h2 id="about">{say('named')}</h2>
        <ul className="chips">
          {entities.map(({ entity, count }) => (
            <li key={entity.id}>
              <EntityLink entity={entity} /> <small>{number(count)}</small>
            </li>
          ))}
        </ul>
        <To
          view="graph"
          state={{
            ids: entities
              .slice(0, DRAWN)
              .map(({ entity }) => entity.id)
              .join(','),
          }}
        >
          {say('graphOfStory')}
        </To>
      </section>
      <section aria-labelledby="articles">
        <h2 id="articles">{say('articles')}</h2>
        <ol className="articles">
          {story.articles.nodes.map((article) => (
            <li key={article.id}>
              <ArticleLine article={article} />
            </li>
          ))}
        </ol>
        {story.articles.pageInfo.hasNextPage && (
          <button type="button" onClick={() => change({ after: story.articles.pageInfo.endCursor ?? undefined })}>
            {say('later')}
          </button>
        )}
      </section>
    </>
  );
}
