import operation from '../operations/forms.graphql?raw';
import type { EvidenceQuery, FormsQuery, FormsQueryVariables } from '../operations/types';
import { useAnswer } from '../operation';
import { useSpeech } from '../words';
import { NamesMarked } from './Marked';
import { To } from './To';

type Evidence = NonNullable<EvidenceQuery['paths']>[number]['hops'][number]['evidence'];

/** The sentences that prove that two entities belong together, every form of their names marked. */
export function EvidenceList({ evidence, ids }: { evidence: Evidence; ids: [string, string] }) {
  const { say, day } = useSpeech();
  const forms = useAnswer<FormsQuery, FormsQueryVariables>(operation, { ids: [...ids].sort() });
  const names = (forms.data?.nodes ?? []).flatMap((node) =>
    node && 'aliases' in node ? node.aliases.map(({ text }) => text) : [],
  );
  if (evidence.length === 0) return <p>{say('noEvidence')}</p>;
  return (
    <ul className="evidence">
      {evidence.map(({ sentence, article }) => (
        <li key={article.id}>
          <NamesMarked text={sentence} lang={article.lang} names={names} />
          <small>
            <To view="article" state={{ id: article.id }}>
              <bdi lang={article.lang}>{article.title}</bdi>
            </To>{' '}
            · {day(article.orderedAt)}
          </small>
        </li>
      ))}
    </ul>
  );
}
