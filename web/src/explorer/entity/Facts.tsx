import type { EntityQuery } from '../operations/types';
import { EntityLink } from '../parts/EntityLink';
import type { LinkedEntity } from '../parts/kinds';
import { useSpeech } from '../words';
import { eventKindIn } from '../words/eventKinds';

type Entity = NonNullable<EntityQuery['entity']>;

/** What is known of an entity, as a list of terms. */
export function Facts({ entity }: { entity: Entity }) {
  const { say, number, day, lang } = useSpeech();
  return (
    <dl className="facts">
      <dt>{say('articles')}</dt>
      <dd>{number(entity.articleCount)}</dd>
      <Names entity={entity} />
      {entity.__typename === 'Place' && (
        <>
          <Text term={say('placeKind')}>{entity.placeKind}</Text>
          <Linked term={say('within')} entities={entity.partOfChain} />
          {entity.partOfChain.length === 0 && <Linked term={say('country')} entities={[entity.country]} />}
          {entity.location && (
            <Text term={say('location')}>
              {number(entity.location.latitude)}, {number(entity.location.longitude)}
            </Text>
          )}
        </>
      )}
      {entity.__typename === 'Organization' && <Linked term={say('country')} entities={[entity.country]} />}
      {entity.__typename === 'Event' && (
        <>
          <Text term={say('eventKind')}>{entity.eventKind && eventKindIn(lang, entity.eventKind)}</Text>
          <Text term={say('status')}>{entity.status && say(entity.status)}</Text>
          <Text term={say('when')}>
            {entity.startAt && day(entity.startAt)}
            {entity.endAt && entity.endAt !== entity.startAt && ` – ${day(entity.endAt)}`}
          </Text>
          <Linked term={say('place')} entities={[entity.place]} />
          {(['AGENT', 'TARGET', 'PARTICIPANT'] as const).map((role) => (
            <Linked
              key={role}
              term={say(role)}
              entities={entity.participants.filter((one) => one.role === role).map((one) => one.entity)}
            />
          ))}
        </>
      )}
      {entity.wikidataId && (
        <>
          <dt>Wikidata</dt>
          <dd>
            <a href={`https://www.wikidata.org/wiki/${entity.wikidataId}`} rel="noreferrer">
              {entity.wikidataId}
            </a>
          </dd>
        </>
      )}
    </dl>
  );
}

function Names({ entity }: { entity: Entity }) {
  const { say } = useSpeech();
  const usual = new Set(entity.names.map(({ text }) => text));
  const others = entity.aliases.filter(({ text }) => !usual.has(text));
  return (
    <>
      <dt>{say('names')}</dt>
      <dd>
        {entity.names.map(({ lang, text }) => (
          <span key={lang} className="name">
            <bdi lang={lang}>{text}</bdi> <small>{lang}</small>
          </span>
        ))}
        {others.length > 0 && (
          <details>
            <summary>{say('otherForms', { count: others.length })}</summary>
            {others.map(({ lang, text }) => (
              <span key={`${lang} ${text}`} className="name">
                <bdi lang={lang}>{text}</bdi> <small>{lang}</small>
              </span>
            ))}
          </details>
        )}
      </dd>
    </>
  );
}

function Text({ term, children }: { term: string; children: React.ReactNode }) {
  const said = Array.isArray(children) ? children.some(Boolean) : children;
  if (!said) return null;
  return (
    <>
      <dt>{term}</dt>
      <dd>
        <bdi>{children}</bdi>
      </dd>
    </>
  );
}

function Linked({ term, entities }: { term: string; entities: readonly (LinkedEntity | null)[] }) {
  const there = entities.filter((entity) => entity !== null);
  if (there.length === 0) return null;
  return (
    <>
      <dt>{term}</dt>
      <dd>
        {there.map((entity) => (
          <span key={entity.id} className="name">
            <EntityLink entity={entity} />
          </span>
        ))}
      </dd>
    </>
  );
}
