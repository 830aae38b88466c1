import { To } from '../parts/To';
import { useSpeech } from '../words';

interface Report {
  sentence: string | null;
  article: { id: string; title: string; lang: string };
}

/** The articles that report an event, each with its sentence. */
export function Reports({ reports }: { reports: readonly Report[] }) {
  const { say } = useSpeech();
  return (
    <section aria-labelledby="reports">
      <h2 id="reports">{say('reports')}</h2>
      <ul>
        {reports.map(({ sentence, article }) => (
          <li key={article.id}>
            <To view="article" state={{ id: article.id }}>
              <bdi lang={article.lang}>{article.title}</bdi>
            </To>
            {sentence && (
              <blockquote lang={article.lang} dir="auto">
                {sentence}
              </blockquote>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
