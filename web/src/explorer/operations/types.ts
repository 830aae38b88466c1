// Written by `npm run types` from the schema and the operations beside it.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type HomeQueryVariables = Exact<{
  lang: string;
}>;


export type HomeQuery = { stats: { articles: number, entities: number, lastAt: string | null } | null, trending: { entities: Array<{ count: number, before: number, entity:
        | { __typename: 'Event', id: string, name: string }
        | { __typename: 'Organization', id: string, name: string }
        | { __typename: 'Person', id: string, name: string }
        | { __typename: 'Place', id: string, name: string }
       }> } | null, stories: { nodes: Array<{ id: string, title: string, lastAt: string, articleCount: number, hero: { lang: string } }> } | null };

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
