// Compiles only when the generated types say what the schema says.
import type { NewestQuery, NewestQueryVariables } from "./generated.js";

export const wanted: NewestQueryVariables = {
  where: { entities: { some: ["Q7747"] }, publishedAt: { gte: "2022-01-01T00:00:00Z" } },
  sort: "NEWEST",
};

export function latitudes(answer: NewestQuery): (number | undefined)[] {
  const articles = answer.articles?.nodes ?? [];
  return articles.flatMap((article) =>
    article.mentions.map((mention) =>
      mention.entity.__typename === "Place" ? mention.entity.location?.latitude : undefined,
    ),
  );
}

// @ts-expect-error there is no such order
export const wrong: NewestQueryVariables = { sort: "RANDOM" };
