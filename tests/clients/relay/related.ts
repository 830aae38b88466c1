// Operations as a Relay app writes them: a refetchable, paginated fragment, an interface, a filter.
import { graphql } from "relay-runtime";

export const page = graphql`
  query relatedPageQuery($id: ID!) {
    node(id: $id) {
      ...relatedArticles_entity @alias(as: "entity")
    }
  }
`;

export const articles = graphql`
  fragment relatedArticles_entity on Entity
  @argumentDefinitions(count: { type: "Int", defaultValue: 10 }, cursor: { type: "String" })
  @refetchable(queryName: "relatedArticlesPaginationQuery") {
    name
    articles(first: $count, after: $cursor, where: { isDuplicate: false })
      @connection(key: "relatedArticles_articles") {
      edges {
        node {
          id
          title
          related(first: 3) {
            score
            article {
              title
            }
            reasons {
              signal
              weight
            }
          }
        }
      }
    }
  }
`;
