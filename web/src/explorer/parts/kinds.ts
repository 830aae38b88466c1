/** The kinds of entities, as the schema names their types and its arguments name them. */
export const KINDS = { Person: 'PERSON', Place: 'PLACE', Organization: 'ORGANIZATION', Event: 'EVENT' } as const;

export type EntityType = keyof typeof KINDS;
export type Kind = (typeof KINDS)[EntityType];

/** What every view needs to name an entity. */
export interface LinkedEntity {
  __typename: EntityType;
  id: string;
  name: string;
}
