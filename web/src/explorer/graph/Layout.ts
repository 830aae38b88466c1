import type Graph from 'graphology';
import type { Laid, Unlaid } from './layout.worker';
import LayoutWorker from './layout.worker?worker';

/** Moves the nodes of a graph to where they can be seen apart, in a thread of its own. */
export class Layout {
  private readonly worker = new LayoutWorker();
  private run = 0;

  /** Lay a graph out anew, from where its nodes are; what ran before stops. With less motion only the end is shown. */
  begin(graph: Graph, onEnd: () => void): void {
    const run = ++this.run;
    const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.worker.onmessage = ({ data: { run: of, places, isLast } }: MessageEvent<Laid>) => {
      if (of !== run || (isCalm && !isLast)) return;
      let at = 0;
      graph.updateEachNodeAttributes(
        (_, attributes) => ({ ...attributes, x: places[at++], y: places[at++] }),
        { attributes: ['x', 'y'] },
      );
      if (isLast) onEnd();
    };
    this.worker.postMessage({ run, ...unlaid(graph) } satisfies Unlaid);
  }

  /** End the thread. */
  end(): void {
    this.worker.terminate();
  }
}

function unlaid(graph: Graph): Omit<Unlaid, 'run'> {
  return {
    nodes: graph.mapNodes((key, { x, y }) => ({ key, x: x as number, y: y as number })),
    edges: graph.mapEdges((_, { count }, source, target) => ({
      source,
      target,
      weight: Math.log2(1 + (count as number)),
    })),
  };
}
