import { useSpeech } from '../words';
import { To } from './To';

interface StoryCard {
  id: string;
  title: string;
  lastAt: string;
  articleCount: number;
  hero: { lang: string };
}

/** Stories as cards: title, day of the last article, how many tell it. */
export function StoryCards({ stories }: { stories: readonly StoryCard[] }) {
  const { say, day } = useSpeech();
  if (stories.length === 0) return <p>{say('nothing')}</p>;
  return (
    <ul className="cards">
      {stories.map((story) => (
        <li key={story.id}>
          <To view="story" state={{ id: story.id }}>
            <bdi lang={story.hero.lang}>{story.title}</bdi>
          </To>
          <small>
            {day(story.lastAt)} · {say('mentionedIn', { count: story.articleCount })}
          </small>
        </li>
      ))}
    </ul>
  );
}
