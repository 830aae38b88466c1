import type { ListedFragment } from '../operations/types';
import { useSpeech } from '../words';
import { To } from './To';

/** An article in a list: its title in its own direction, its day and where it comes from. */
export function ArticleLine({ article }: { article: ListedFragment }) {
  const { day } = useSpeech();
  return (
    <>
      <To view="article" state={{ id: article.id }}>
        <bdi lang={article.lang}>{article.title}</bdi>
      </To>{' '}
      <small>
        {day(article.publishedAt ?? article.orderedAt)}
        {article.source && (
          <>
            {' · '}
            <bdi>{article.source}</bdi>
          </>
        )}
      </small>
    </>
  );
}
