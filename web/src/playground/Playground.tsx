import { explorerPlugin } from '@graphiql/plugin-explorer';
import { HISTORY_PLUGIN, GraphiQL } from 'graphiql';
import { examples } from '../examples';
import { endpointFetcher } from './endpoint';
import { sharedOperation } from './operation';

const fetcher = endpointFetcher(window.location);
const plugins = [HISTORY_PLUGIN, explorerPlugin({ showAttribution: false })];
const shared = sharedOperation(window.location.hash);
const tabs = shared ? [shared, ...examples] : examples;

/** The GraphiQL page: documentation, history, query explorer, one tab for each example. */
export function Playground() {
  return (
    <GraphiQL
      fetcher={fetcher}
      plugins={plugins}
      defaultTabs={tabs}
      initialQuery={shared?.query}
      initialVariables={shared?.variables}
      inputValueDeprecation
      schemaDescription
    >
      <GraphiQL.Logo>
        <h1>content-graph</h1>
        <a href="explore" className="to-other">
          Explorer
        </a>
      </GraphiQL.Logo>
    </GraphiQL>
  );
}
