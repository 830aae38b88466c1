import type { ArticleQuery } from '../operations/types';
import { EntityLink } from '../parts/EntityLink';
import { useSpeech } from '../words';

type Article = NonNullable<ArticleQuery['article']>;

/** Where an article comes from: source, author, place, day, and what of these was inferred. */
export function Origins({ article }: { article: Article }) {
  const { say, day, lang, dir } = useSpeech();
  const source = article.source ?? article.url;
  return (
    <p className="origins" lang={lang} dir={dir}>
      {source &&
        (article.url ? (
          <a href={article.url} rel="noreferrer">
            <bdi>{source}</bdi>
          </a>
        ) : (
          <bdi>{source}</bdi>
        ))}
      {article.publishedAt && (
        <span>
          <time dateTime={article.publishedAt}>{day(article.publishedAt)}</time>
          {article.publishedAtOrigin === 'INFERRED' && ` (${say('inferred')})`}
        </span>
      )}
      {article.byline && <bdi>{article.byline}</bdi>}
      {article.datelinePlace ? (
        <EntityLink entity={article.datelinePlace} />
      ) : (
        article.dateline && <bdi>{article.dateline}</bdi>
      )}
      {article.titleOrigin !== 'PAGE' && <span>{say(article.titleOrigin)}</span>}
    </p>
  );
}
