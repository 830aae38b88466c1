import Graph from 'graphology';
import forceAtlas2 from 'graphology-layout-forceatlas2';

/** A graph to be laid out: where each node is now, and how strongly two are bound. */
export interface Unlaid {
  run: number;
  nodes: { key: string; x: number; y: number }[];
  edges: { source: string; target: string; weight: number }[];
}

/** Where the nodes of a run are, in their order as they came; `isLast` when they stay there. */
export interface Laid {
  run: number;
  places: Float32Array;
  isLast: boolean;
}

const AT_ONCE = 10;
/** From so many nodes on, forces are approximated and fewer iterations have to do: each takes 10 ms and more. */
const LARGE = 400;

let newest = 0;

self.onmessage = ({ data }: MessageEvent<Unlaid>) => {
  newest = data.run;
  const graph = new Graph({ type: 'undirected' });
  for (const { key, x, y } of data.nodes) graph.addNode(key, { x, y });
  for (const { source, target, weight } of data.edges) graph.addEdge(source, target, { weight });
  step(data, graph, 0);
};

function step(data: Unlaid, graph: Graph, before: number): void {
  if (data.run !== newest) return;
  // LinLog keeps groups apart where one node is bound to nearly all; Barnes-Hut is the faster from some hundred nodes on.
  const barnesHutOptimize = graph.order > LARGE;
  const settings = { ...forceAtlas2.inferSettings(graph), linLogMode: true, gravity: 0.6, slowDown: 8, barnesHutOptimize };
  forceAtlas2.assign(graph, { iterations: AT_ONCE, settings, getEdgeWeight: 'weight' });
  const done = before + AT_ONCE;
  const places = new Float32Array(
    data.nodes.flatMap(({ key }) => {
      const { x, y } = graph.getNodeAttributes(key) as { x: number; y: number };
      return [x, y];
    }),
  );
  const isLast = done >= (barnesHutOptimize ? 200 : 400);
  self.postMessage({ run: data.run, places, isLast } satisfies Laid, { transfer: [places.buffer] });
  // Between two steps a newer graph is taken up, where one has come.
  if (!isLast) setTimeout(() => step(data, graph, done));
}
