import { usePlace } from '../address';
import { AnswerError } from '../endpoint';
import operation from '../operations/search.graphql?raw';
import type { SearchKind, SearchMode, SearchQuery, SearchQueryVariables } from '../operations/types';
import { useAnswer, useShown } from '../operation';
import { Answer } from '../parts/Answer';
import { EntityLink } from '../parts/EntityLink';
import { Marked } from '../parts/Marked';
import { To } from '../parts/To';
import { useTitle } from '../parts/useTitle';
import { useSpeech } from '../words';

const KINDS: SearchKind[] = ['ARTICLE', 'PERSON', 'PLACE', 'ORGANIZATION', 'EVENT'];
const MODES: SearchMode[] = ['WORDS', 'MEANING', 'BOTH'];
const LANGS = ['ar', 'en', 'fr', 'es'];

type Hit = NonNullable<SearchQuery['search']>[number];

/** What was found for the words in the address, with ways to narrow it down. */
export function ResultsView() {
  const { say, lang } = useSpeech();
  const { state, change } = usePlace();
  const query = state.q ?? '';
  const mode = MODES.find((one) => one === state.mode) ?? 'WORDS';
  const kind = KINDS.find((one) => one === state.kind);
  const asked = { query, mode, kinds: kind ? [kind] : null, langs: state.in ? [state.in] : null, lang };
  const answer = useShown<SearchQuery, SearchQueryVariables>(operation, query ? asked : null);
  useTitle(query || undefined);
  const hasNoMeaning = mode !== 'WORDS' && answer.error instanceof AnswerError && answer.error.code === 'UNAVAILABLE';
  const byWords = useAnswer<SearchQuery, SearchQueryVariables>(
    operation,
    hasNoMeaning ? { ...asked, mode: 'WORDS' } : null,
  );
  return (
    <>
      <h1>
        {say('resultsFor')} <bdi>{query}</bdi>
      </h1>
      <div className="filters">
        <Choice label={say('kind')} value={kind ?? ''} all={say('all')} onChoose={(value) => change({ kind: value })}>
          {KINDS.map((one) => [one, say(one)])}
        </Choice>
        <Choice
          label={say('articleLanguage')}
          value={state.in ?? ''}
          all={say('all')}
          onChoose={(value) => change({ in: value })}
        >
          {LANGS.map((one) => [one, new Intl.DisplayNames(lang, { type: 'language' }).of(one) ?? one])}
        </Choice>
        <Choice label={say('searchBy')} value={mode} onChoose={(value) => change({ mode: value })}>
          {MODES.map((one) => [one, say(one)])}
        </Choice>
      </div>
      {hasNoMeaning && <p role="note">{say('noMeaning')}</p>}
      {query ? (
        <Answer to={hasNoMeaning ? byWords : answer}>
          {({ search }) => (
            <>
              <p role="status">{say('found', { count: search?.length ?? 0 })}</p>
              <ol className="hits">
                {search?.map((hit) => (
                  <li key={hit.node.id}>
                    <HitLine hit={hit} />
                  </li>
                ))}
              </ol>
            </>
          )}
        </Answer>
      ) : (
        <p>{say('searchFor')}</p>
      )}
    </>
  );
}

function HitLine({ hit: { node, snippet } }: { hit: Hit }) {
  const { day, say } = useSpeech();
  if (node.__typename === 'Story') return null;
  return (
    <>
      {node.__typename === 'Article' ? (
        <>
          <To view="article" state={{ id: node.id }}>
            <bdi lang={node.articleLang}>{node.title}</bdi>
          </To>{' '}
          <small>
            {say('ARTICLE')}
            {node.publishedAt && ` · ${day(node.publishedAt)}`}
            {node.source && ' · '}
            <bdi>{node.source}</bdi>
          </small>
        </>
      ) : (
        <>
          <EntityLink entity={node} />{' '}
          <small>
            {say('mentionedIn', { count: node.articleCount })}
            {node.description && ' · '}
            <bdi>{node.description}</bdi>
          </small>
        </>
      )}
      <Marked
        text={snippet.text}
        lang={node.__typename === 'Article' ? node.articleLang : undefined}
        starts={snippet.starts}
        ends={snippet.ends}
      />
    </>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  all?: string;
  onChoose(value: string): void;
  children: (readonly [value: string, name: string])[];
}

function Choice({ label, value, all, onChoose, children }: ChoiceProps) {
  return (
    <label>
      {label}{' '}
      <select value={value} onChange={(event) => onChoose(event.target.value)}>
        {all !== undefined && <option value="">{all}</option>}
        {children.map(([one, name]) => (
          <option key={one} value={one}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
