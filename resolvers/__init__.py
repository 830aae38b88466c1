"""The GraphQL contract: Strawberry types, the Cypher that answers each field, and the planner."""
