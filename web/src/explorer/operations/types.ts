// Written by `npm run types` from the schema and the operations beside it.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** Which articles. Where several conditions are given, all must hold; null counts as left out. */
export type ArticleFilter = {
  /** All of these hold; an empty list always does. */
  AND?: Array<ArticleFilter> | null | undefined;
  /** At least one of these holds; an empty list never does. */
  OR?: Array<ArticleFilter> | null | undefined;
  /** This does not hold. */
  NOT?: ArticleFilter | null | undefined;
  /** Its id. */
  id?: IdFilter | null | undefined;
  /** Its title, compared without case, marks and ways to spell Arabic. */
  title?: StringFilter | null | undefined;
  /** Words of its title, caption or body, stems compared; any text is safe. Among the 10,000 articles that fit the words best. */
  words?: string | null | undefined;
  /** ISO 639-1 code of its language. */
  lang?: StringFilter | null | undefined;
  /** Domain of the site that published it. */
  source?: StringFilter | null | undefined;
  /** Who wrote it, as printed, to the letter. */
  byline?: StringFilter | null | undefined;
  /** One of these says where its title comes from. */
  titleOrigin?: Array<TitleOrigin> | null | undefined;
  /** When it was published; an article without a date does not fit. */
  publishedAt?: TimeFilter | null | undefined;
  /** The date that lists go by: publishedAt, else when it was ingested. */
  orderedAt?: TimeFilter | null | undefined;
  /** When it first came into the graph. */
  ingestedAt?: TimeFilter | null | undefined;
  /** Which entities it names. */
  entities?: MentionFilter | null | undefined;
  /** Whether it repeats the text of an earlier article. */
  isDuplicate?: boolean | null | undefined;
};

/** How strongly two entities belong together. */
export type CooccurrenceMeasure =
  /** In how many articles both are named. */
  | 'COUNT'
  /** Pointwise mutual information, log2(p(x,y) / (p(x) p(y))): how much more often they are named together than by chance, which is 0. */
  | 'PMI';

/** Where an article's date of publication comes from. */
export type DateOrigin =
  | 'PAGE'
  | 'METADATA'
  | 'GIVEN'
  | 'INFERRED';

/** What kind of thing an entity is. */
export type EntityKind =
  | 'PERSON'
  | 'PLACE'
  | 'ORGANIZATION'
  | 'EVENT';

/** Whether an event took place. */
export type EventStatus =
  | 'PLANNED'
  | 'HAPPENED'
  | 'POSTPONED'
  | 'CANCELLED';

/** What joins the two entities of a hop. */
export type HopKind =
  /** Articles name both. */
  | 'TOGETHER'
  /** One is an event that the other takes part in. */
  | 'INVOLVES'
  /** One is an event that took place in the other. */
  | 'AT'
  /** One is a place that the other is part of. */
  | 'PART_OF';

/** Which ids. Where several are given, all must hold; null counts as left out. */
export type IdFilter = {
  /** This id. */
  eq?: string | number | null | undefined;
  /** One of these ids; an empty list fits nothing. */
  in?: Array<string | number> | null | undefined;
};

/** Which entities an article names, by their ids. */
export type MentionFilter = {
  /** It names every one of these. */
  all?: Array<string | number> | null | undefined;
  /** It names at least one of these. */
  some?: Array<string | number> | null | undefined;
  /** It names not one of these. */
  none?: Array<string | number> | null | undefined;
  /** A place counts as named where a place within it is: a city of a country. */
  includeParts?: boolean;
};

/** How an entity takes part in an event. */
export type ParticipantRole =
  | 'AGENT'
  | 'TARGET'
  | 'PARTICIPANT';

/** What is searched for. */
export type SearchKind =
  | 'ARTICLE'
  | 'PERSON'
  | 'PLACE'
  | 'ORGANIZATION'
  | 'EVENT';

/** What search goes by. */
export type SearchMode =
  /** The words, stems compared, and names of entities. */
  | 'WORDS'
  /** What the query means, in any language; articles only. An error where the server has no encoder. */
  | 'MEANING'
  /** Both, joined by the ranks that they give; words alone where the server has no encoder. */
  | 'BOTH';

/** What two articles can have in common. */
export type Signal =
  /** They mention the same entities. */
  | 'ENTITIES'
  /** Their texts have the same words, or mean alike. */
  | 'TEXT'
  /** They tell one story. */
  | 'STORY'
  /** They report the same event. */
  | 'EVENT'
  /** One page links to the other. */
  | 'EDITOR'
  /** They are near in time. */
  | 'TIME';

/** Which texts. Where several are given, all must hold; null counts as left out. */
export type StringFilter = {
  /** This text. */
  eq?: string | null | undefined;
  /** One of these texts; an empty list fits nothing. */
  in?: Array<string> | null | undefined;
  /** Texts with this in them. */
  contains?: string | null | undefined;
  /** Texts that begin with this. */
  startsWith?: string | null | undefined;
};

/** Which moments. Where several are given, all must hold; null counts as left out. */
export type TimeFilter = {
  /** At this moment or later. */
  gte?: string | null | undefined;
  /** Later than this moment. */
  gt?: string | null | undefined;
  /** At this moment or earlier. */
  lte?: string | null | undefined;
  /** Earlier than this moment. */
  lt?: string | null | undefined;
};

/** How long each bucket of a timeline is; all in UTC. */
export type TimelineInterval =
  /** An hour. */
  | 'HOUR'
  /** A day, from midnight on. */
  | 'DAY'
  /** A week, from Monday on. */
  | 'WEEK'
  /** A month of the calendar. */
  | 'MONTH';

/** Where an article's title comes from. */
export type TitleOrigin =
  | 'PAGE'
  | 'CAPTION'
  | 'DERIVED';

export type ArticleQueryVariables = Exact<{
  id: string | number;
  lang: string;
}>;


export type ArticleQuery = { article: { id: string, url: string | null, title: string, titleOrigin: TitleOrigin, kicker: string | null, caption: string | null, body: string, lang: string, publishedAt: string | null, publishedAtOrigin: DateOrigin | null, source: string | null, byline: string | null, dateline: string | null, datelinePlace: { __typename: 'Place', id: string, name: string } | null, mentions: Array<{ count: number, salience: number, confidence: number, starts: Array<number>, ends: Array<number>, entity:
        | { __typename: 'Event', id: string, name: string }
        | { __typename: 'Organization', id: string, name: string }
        | { __typename: 'Person', id: string, name: string }
        | { __typename: 'Place', id: string, name: string }
       }>, related: Array<{ score: number, reasons: Array<{ signal: Signal, weight: number, shared: Array<
          | { __typename: 'Event', id: string, name: string }
          | { __typename: 'Organization', id: string, name: string }
          | { __typename: 'Person', id: string, name: string }
          | { __typename: 'Place', id: string, name: string }
        > }>, article: { id: string, title: string, lang: string, source: string | null, orderedAt: string, publishedAt: string | null } }>, story: { id: string, title: string, articleCount: number, lastAt: string, hero: { lang: string } } | null, duplicateOf: { id: string, title: string, lang: string, source: string | null, orderedAt: string, publishedAt: string | null } | null, duplicates: Array<{ similarity: number, article: { id: string, title: string, lang: string, source: string | null, orderedAt: string, publishedAt: string | null } }>, headlines: Array<{ title: string, section: string, article: { id: string } | null }> } | null };

export type ListedFragment = { id: string, title: string, lang: string, source: string | null, orderedAt: string, publishedAt: string | null };

export type EntityWindowQueryVariables = Exact<{
  id: string | number;
  lang: string;
  from?: string | null | undefined;
  to?: string | null | undefined;
  measure: CooccurrenceMeasure;
  where?: ArticleFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type EntityWindowQuery = { entity:
    | { id: string, people: { counted: number, isCapped: boolean, entities: Array<{ count: number, score: number, entity:
            | { __typename: 'Event', id: string, name: string }
            | { __typename: 'Organization', id: string, name: string }
            | { __typename: 'Person', id: string, name: string }
            | { __typename: 'Place', id: string, name: string }
           }> }, places: { counted: number, isCapped: boolean, entities: Array<{ count: number, score: number, entity:
            | { __typename: 'Event', id: string, name: string }
            | { __typename: 'Organization', id: string, name: string }
            | { __typename: 'Person', id: string, name: string }
            | { __typename: 'Place', id: string, name: string }
           }> }, organizations: { counted: number, isCapped: boolean, entities: Array<{ count: number, score: number, entity:
            | { __typename: 'Event', id: string, name: string }
            | { __typename: 'Organization', id: string, name: string }
            | { __typename: 'Person', id: string, name: string }
            | { __typename: 'Place', id: string, name: string }
           }> }, events: { counted: number, isCapped: boolean, entities: Array<{ count: number, score: number, entity:
            | { __typename: 'Event', id: string, name: string }
            | { __typename: 'Organization', id: string, name: string }
            | { __typename: 'Person', id: string, name: string }
            | { __typename: 'Place', id: string, name: string }
           }> }, articles: { totalCount: number, totalCountIsCapped: boolean, pageInfo: { hasNextPage: boolean, endCursor: string | null }, facets: { languages: Array<{ value: string, count: number }> }, nodes: Array<{ id: string, title: string, lang: string, source: string | null, orderedAt: string, publishedAt: string | null }> }, stories: { nodes: Array<{ id: string, title: string, lastAt: string, articleCount: number, hero: { lang: string } }> } }
    | { id: string, people: { counted: number, isCapped: boolean, entities: Array<{ count: number, score: number, entity:
            | { __typename: 'Event', id: string, name: string }
            | { __typename: 'Organization', id: string, name: string }
            | { __typename: 'Person', id: string, name: string }
            | { __typename: 'Place', id: string, name: string }
           }> }, places: { counted: number, isCapped: boolean, entities: Array<{ count: number, score: number, entity:
            | { __typename: 'Event', id: string, name: string }
            | { __typename: 'Organization', id: string, name: string }
            | { __typename: 'Person', id: string, name: string }
            | { __typename: 'Place', id: string, name: string }
           }> }, organizations: { counted: number, isCapped: boolean, entities: Array<{ count: number, score: number, entity:
            | { __typename: 'Event', id: string, name: string }
            | { __typename: 'Organization', id: string, name: string }
            | { __typename: 'Person', id: string, name: string }
            | { __typename: 'Place', id: string, name: string }
           }> }, events: { counted: number, isCapped: boolean, entities: Array<{ count: number, score: number, entity:
            | { __typename: 'Event', id: string, name: string }
            | { __typename: 'Organization', id: string, name: string }
            | { __typename: 'Person', id: string, name: string }
            | { __typename: 'Place', id: string, name: string }
           }> }, articles: { totalCount: number, totalCountIsCapped: boolean, pageInfo: { hasNextPage: boolean, endCursor: string | null }, facets: { languages: Array<{ value: string, count: number }> }, nodes: Array<{ id: string, title: string, lang: string, source: string | null, orderedAt: string, publishedAt: string | null }> }, stories: { nodes: Array<{ id: string, title: string, lastAt: string, articleCount: number, hero: { lang: string } }> } }
    | { id: string, people: { counted: number, isCapped: boolean, entities: Array<{ count: number, score: number, entity:
            | { __typename: 'Event', id: string, name: string }
            | { __typename: 'Organization', id: string, name: string }
            | { __typename: 'Person', id: string, name: string }
            | { __typename: 'Place', id: string, name: string }
           }> }, places: { counted: number, isCapped: boolean, entities: Array<{ count: number, score: number, entity:
            | { __typename: 'Event', id: string, name: string }
            | { __typename: 'Organization', id: string, name: string }
            | { __typename: 'Person', id: string, name: string }
            | { __typename: 'Place', id: string, name: string }
           }> }, organizations: { counted: number, isCapped: boolean, entities: Array<{ count: number, score: number, entity:
            | { __typename: 'Event', id: string, name: string }
            | { __typename: 'Organization', id: string, name: string }
            | { __typename: 'Person', id: string, name: string }
            | { __typename: 'Place', id: string, name: string }
           }> }, events: { counted: number, isCapped: boolean, entities: Array<{ count: number, score: number, entity:
            | { __typename: 'Event', id: string, name: string }
            | { __typename: 'Organization', id: string, name: string }
            | { __typename: 'Person', id: string, name: string }
            | { __typename: 'Place', id: string, name: string }
           }> }, articles: { totalCount: number, totalCountIsCapped: boolean, pageInfo: { hasNextPage: boolean, endCursor: string | null }, facets: { languages: Array<{ value: string, count: number }> }, nodes: Array<{ id: string, title: string, lang: string, source: string | null, orderedAt: string, publishedAt: string | null }> }, stories: { nodes: Array<{ id: string, title: string, lastAt: string, articleCount: number, hero: { lang: string } }> } }
    | { id: string, people: { counted: number, isCapped: boolean, entities: Array<{ count: number, score: number, entity:
            | { __typename: 'Event', id: string, name: string }
            | { __typename: 'Organization', id: string, name: string }
            | { __typename: 'Person', id: string, name: string }
            | { __typename: 'Place', id: string, name: string }
           }> }, places: { counted: number, isCapped: boolean, entities: Array<{ count: number, score: number, entity:
            | { __typename: 'Event', id: string, name: string }
            | { __typename: 'Organization', id: string, name: string }
            | { __typename: 'Person', id: string, name: string }
            | { __typename: 'Place', id: string, name: string }
           }> }, organizations: { counted: number, isCapped: boolean, entities: Array<{ count: number, score: number, entity:
            | { __typename: 'Event', id: string, name: string }
            | { __typename: 'Organization', id: string, name: string }
            | { __typename: 'Person', id: string, name: string }
            | { __typename: 'Place', id: string, name: string }
           }> }, events: { counted: number, isCapped: boolean, entities: Array<{ count: number, score: number, entity:
            | { __typename: 'Event', id: string, name: string }
            | { __typename: 'Organization', id: string, name: string }
            | { __typename: 'Person', id: string, name: string }
            | { __typename: 'Place', id: string, name: string }
           }> }, articles: { totalCount: number, totalCountIsCapped: boolean, pageInfo: { hasNextPage: boolean, endCursor: string | null }, facets: { languages: Array<{ value: string, count: number }> }, nodes: Array<{ id: string, title: string, lang: string, source: string | null, orderedAt: string, publishedAt: string | null }> }, stories: { nodes: Array<{ id: string, title: string, lastAt: string, articleCount: number, hero: { lang: string } }> } }
   | null };

export type NamedFragment = { counted: number, isCapped: boolean, entities: Array<{ count: number, score: number, entity:
      | { __typename: 'Event', id: string, name: string }
      | { __typename: 'Organization', id: string, name: string }
      | { __typename: 'Person', id: string, name: string }
      | { __typename: 'Place', id: string, name: string }
     }> };

export type EntityQueryVariables = Exact<{
  id: string | number;
  lang: string;
}>;


export type EntityQuery = { entity:
    | { __typename: 'Event', status: EventStatus | null, startAt: string | null, endAt: string | null, id: string, name: string, description: string | null, wikidataId: string | null, provisional: boolean, articleCount: number, eventKind: string | null, place: { __typename: 'Place', id: string, name: string } | null, participants: Array<{ role: ParticipantRole, entity:
          | { __typename: 'Event', id: string, name: string }
          | { __typename: 'Organization', id: string, name: string }
          | { __typename: 'Person', id: string, name: string }
          | { __typename: 'Place', id: string, name: string }
         }>, reports: Array<{ sentence: string | null, article: { id: string, title: string, lang: string } }>, names: Array<{ lang: string, text: string }>, aliases: Array<{ text: string, lang: string }> }
    | { __typename: 'Organization', id: string, name: string, description: string | null, wikidataId: string | null, provisional: boolean, articleCount: number, country: { __typename: 'Place', id: string, name: string } | null, names: Array<{ lang: string, text: string }>, aliases: Array<{ text: string, lang: string }> }
    | { __typename: 'Person', id: string, name: string, description: string | null, wikidataId: string | null, provisional: boolean, articleCount: number, names: Array<{ lang: string, text: string }>, aliases: Array<{ text: string, lang: string }> }
    | { __typename: 'Place', id: string, name: string, description: string | null, wikidataId: string | null, provisional: boolean, articleCount: number, placeKind: string | null, country: { __typename: 'Place', id: string, name: string } | null, partOfChain: Array<{ __typename: 'Place', id: string, name: string }>, location: { latitude: number, longitude: number } | null, names: Array<{ lang: string, text: string }>, aliases: Array<{ text: string, lang: string }> }
   | null };

export type EvidenceQueryVariables = Exact<{
  from: string | number;
  to: string | number;
}>;


export type EvidenceQuery = { paths: Array<{ hops: Array<{ kind: HopKind, evidence: Array<{ sentence: string, namesBoth: boolean, article: { id: string, title: string, lang: string, orderedAt: string } }> }> }> | null };

export type FormsQueryVariables = Exact<{
  ids: Array<string | number> | string | number;
}>;


export type FormsQuery = { nodes: Array<
    | { id: string }
    | { id: string, aliases: Array<{ text: string }> }
    | { id: string, aliases: Array<{ text: string }> }
    | { id: string, aliases: Array<{ text: string }> }
    | { id: string, aliases: Array<{ text: string }> }
    | { id: string }
   | null> | null };

export type HomeQueryVariables = Exact<{
  lang: string;
}>;


export type HomeQuery = { stats: { articles: number, entities: number, lastAt: string | null } | null, trending: { entities: Array<{ count: number, before: number, entity:
        | { __typename: 'Event', id: string, name: string }
        | { __typename: 'Organization', id: string, name: string }
        | { __typename: 'Person', id: string, name: string }
        | { __typename: 'Place', id: string, name: string }
       }> } | null, stories: { nodes: Array<{ id: string, title: string, lastAt: string, articleCount: number, hero: { lang: string } }> } | null };

export type NamesQueryVariables = Exact<{
  ids: Array<string | number> | string | number;
  lang: string;
}>;


export type NamesQuery = { nodes: Array<
    | { __typename: 'Article', id: string }
    | { __typename: 'Event', name: string, articleCount: number, id: string }
    | { __typename: 'Organization', name: string, articleCount: number, id: string }
    | { __typename: 'Person', name: string, articleCount: number, id: string }
    | { __typename: 'Place', name: string, articleCount: number, id: string }
    | { __typename: 'Story', id: string }
   | null> | null };

export type NeighboursQueryVariables = Exact<{
  id: string | number;
  lang: string;
  kinds?: Array<EntityKind> | EntityKind | null | undefined;
  from?: string | null | undefined;
  to?: string | null | undefined;
}>;


export type NeighboursQuery = { entity:
    | { __typename: 'Event', id: string, name: string, articleCount: number, cooccurring: { entities: Array<{ count: number, entity:
            | { __typename: 'Event', id: string, name: string, articleCount: number }
            | { __typename: 'Organization', id: string, name: string, articleCount: number }
            | { __typename: 'Person', id: string, name: string, articleCount: number }
            | { __typename: 'Place', id: string, name: string, articleCount: number }
           }> } }
    | { __typename: 'Organization', id: string, name: string, articleCount: number, cooccurring: { entities: Array<{ count: number, entity:
            | { __typename: 'Event', id: string, name: string, articleCount: number }
            | { __typename: 'Organization', id: string, name: string, articleCount: number }
            | { __typename: 'Person', id: string, name: string, articleCount: number }
            | { __typename: 'Place', id: string, name: string, articleCount: number }
           }> } }
    | { __typename: 'Person', id: string, name: string, articleCount: number, cooccurring: { entities: Array<{ count: number, entity:
            | { __typename: 'Event', id: string, name: string, articleCount: number }
            | { __typename: 'Organization', id: string, name: string, articleCount: number }
            | { __typename: 'Person', id: string, name: string, articleCount: number }
            | { __typename: 'Place', id: string, name: string, articleCount: number }
           }> } }
    | { __typename: 'Place', id: string, name: string, articleCount: number, cooccurring: { entities: Array<{ count: number, entity:
            | { __typename: 'Event', id: string, name: string, articleCount: number }
            | { __typename: 'Organization', id: string, name: string, articleCount: number }
            | { __typename: 'Person', id: string, name: string, articleCount: number }
            | { __typename: 'Place', id: string, name: string, articleCount: number }
           }> } }
   | null };

export type PathQueryVariables = Exact<{
  from: string | number;
  to: string | number;
  maxLength: number;
  lang: string;
}>;


export type PathQuery = { paths: Array<{ length: number, entities: Array<
      | { __typename: 'Event', id: string, name: string }
      | { __typename: 'Organization', id: string, name: string }
      | { __typename: 'Person', id: string, name: string }
      | { __typename: 'Place', id: string, name: string }
    >, hops: Array<{ kind: HopKind, evidence: Array<{ sentence: string, namesBoth: boolean, article: { id: string, title: string, lang: string, orderedAt: string } }> }> }> | null };

export type SearchQueryVariables = Exact<{
  query: string;
  mode: SearchMode;
  kinds?: Array<SearchKind> | SearchKind | null | undefined;
  langs?: Array<string> | string | null | undefined;
  lang: string;
}>;


export type SearchQuery = { search: Array<{ score: number, snippet: { text: string, starts: Array<number>, ends: Array<number> }, node:
      | { __typename: 'Article', title: string, publishedAt: string | null, source: string | null, id: string, articleLang: string }
      | { __typename: 'Event', name: string, description: string | null, articleCount: number, id: string }
      | { __typename: 'Organization', name: string, description: string | null, articleCount: number, id: string }
      | { __typename: 'Person', name: string, description: string | null, articleCount: number, id: string }
      | { __typename: 'Place', name: string, description: string | null, articleCount: number, id: string }
      | { __typename: 'Story', id: string }
     }> | null };

export type StoryQueryVariables = Exact<{
  id: string | number;
  lang: string;
  after?: string | null | undefined;
}>;


export type StoryQuery = { story: { id: string, title: string, firstAt: string, lastAt: string, articleCount: number, hero: { id: string, lang: string }, articles: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, facets: { entities: Array<{ count: number, entity:
            | { __typename: 'Event', id: string, name: string }
            | { __typename: 'Organization', id: string, name: string }
            | { __typename: 'Person', id: string, name: string }
            | { __typename: 'Place', id: string, name: string }
           }> }, nodes: Array<{ id: string, title: string, lang: string, source: string | null, orderedAt: string, publishedAt: string | null }> } } | null };

export type SuggestQueryVariables = Exact<{
  prefix: string;
  lang: string;
}>;


export type SuggestQuery = { suggest: Array<{ text: string, lang: string, entity:
      | { __typename: 'Event', id: string, name: string, description: string | null, articleCount: number }
      | { __typename: 'Organization', id: string, name: string, description: string | null, articleCount: number }
      | { __typename: 'Person', id: string, name: string, description: string | null, articleCount: number }
      | { __typename: 'Place', id: string, name: string, description: string | null, articleCount: number }
     }> | null };

export type TimelineQueryVariables = Exact<{
  id: string | number;
  interval: TimelineInterval;
}>;


export type TimelineQuery = { entity:
    | { id: string, timeline: { isCapped: boolean, buckets: Array<{ start: string, count: number }> } }
    | { id: string, timeline: { isCapped: boolean, buckets: Array<{ start: string, count: number }> } }
    | { id: string, timeline: { isCapped: boolean, buckets: Array<{ start: string, count: number }> } }
    | { id: string, timeline: { isCapped: boolean, buckets: Array<{ start: string, count: number }> } }
   | null };
