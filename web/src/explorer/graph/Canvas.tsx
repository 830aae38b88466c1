import { toBlob } from '@sigma/export-image';
import Graph from 'graphology';
import Sigma from 'sigma';
import { useEffect, useRef } from 'react';
import { save } from '../parts/save';
import { useSpeech } from '../words';
import { readColours } from './colours';
import { edgeKey } from './drawn';
import type { Drawn } from './drawn';
import { Layout } from './Layout';
import { drawLabelOnGround, settingsOf } from './look';

const LARGE = 1000;

interface CanvasProps {
  drawn: Drawn;
  chosen: readonly string[];
  onChoose(ids: string[]): void;
  onGrow(id: string): void;
}

/** The graph as a drawing: the more often named, the larger; a click chooses, a second one lets it grow. */
export default function Canvas({ drawn, chosen, onChoose, onGrow }: CanvasProps) {
  const { say } = useSpeech();
  const place = useRef<HTMLDivElement>(null);
  const graph = useRef(new Graph({ type: 'undirected' }));
  const sigma = useRef<Sigma>(undefined);
  const layout = useRef<Layout>(undefined);
  const told = useRef({ onChoose, onGrow, chosen });
  told.current = { onChoose, onGrow, chosen };

  useEffect(() => {
    if (!place.current) return;
    const shown = new Sigma(graph.current, place.current, settingsOf(readColours(), () => told.current.chosen));
    sigma.current = shown;
    layout.current = new Layout();
    shown.on('clickNode', ({ node }) => told.current.onChoose([node]));
    shown.on('clickEdge', ({ edge }) => told.current.onChoose(graph.current.extremities(edge)));
    shown.on('clickStage', () => told.current.onChoose([]));
    shown.on('doubleClickNode', ({ node, preventSigmaDefault }) => {
      preventSigmaDefault();
      told.current.onGrow(node);
    });
    pointAt(shown, graph.current, place.current);
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    const recolour = () => shown.setSettings(settingsOf(readColours(), () => told.current.chosen));
    scheme.addEventListener('change', recolour);
    return () => {
      scheme.removeEventListener('change', recolour);
      layout.current?.end();
      shown.kill();
    };
  }, []);

  useEffect(() => {
    const drawing = place.current;
    // A large graph shows its edges and labels when it has come to rest.
    const isLarge = drawn.nodes.length > LARGE;
    sigma.current?.setSettings({ hideEdgesOnMove: isLarge, hideLabelsOnMove: isLarge });
    if (!become(graph.current, drawn)) return;
    drawing?.setAttribute('aria-busy', 'true');
    layout.current?.begin(graph.current, () => drawing?.removeAttribute('aria-busy'));
  }, [drawn]);

  const said = chosen.join(' ');
  useEffect(() => {
    sigma.current?.refresh({ skipIndexation: true });
  }, [said]);

  const camera = () => sigma.current?.getCamera();
  return (
    <div className="canvas">
      <div
        ref={place}
        className="drawing"
        // Letters find their own direction; places on a drawing have none.
        dir="ltr"
        role="img"
        aria-label={say('graphOf', { nodes: drawn.nodes.length, edges: drawn.edges.length })}
      />
      <p className="actions">
        <button type="button" onClick={() => void camera()?.animatedZoom()}>
          + <span className="unseen">{say('zoomIn')}</span>
        </button>
        <button type="button" onClick={() => void camera()?.animatedUnzoom()}>
          − <span className="unseen">{say('zoomOut')}</span>
        </button>
        <button type="button" onClick={() => void camera()?.animatedReset()}>
          {say('fit')}
        </button>
        <button
          type="button"
          onClick={() => {
            if (!sigma.current) return;
            const { ground } = readColours();
            const look = { defaultDrawNodeHover: drawLabelOnGround(ground) };
            const picture = toBlob(sigma.current, { format: 'png', backgroundColor: ground, sigmaSettings: look });
            void picture.then((blob) => save(blob, 'graph.png'));
          }}
        >
          PNG
        </button>
      </p>
    </div>
  );
}

/** Let the pointer tell what a click would choose; the drawing's title names an entity that has no room for its label. */
function pointAt(shown: Sigma, graph: Graph, drawing: HTMLElement): void {
  const over = (title: string) => {
    drawing.style.cursor = 'pointer';
    drawing.title = title;
  };
  const away = () => {
    drawing.style.cursor = '';
    drawing.title = '';
  };
  shown.on('enterNode', ({ node }) => over(String(graph.getNodeAttribute(node, 'label'))));
  shown.on('enterEdge', () => over(''));
  shown.on('leaveNode', away);
  shown.on('leaveEdge', away);
}

/** Make a graph hold what is drawn; what stays keeps its place. Whether anything came or went. */
function become(graph: Graph, { nodes, edges }: Drawn): boolean {
  const before = `${graph.order} ${graph.size}`;
  const wanted = new Set(nodes.map(({ id }) => id));
  const bound = new Map(edges.map((edge) => [edgeKey(edge.source, edge.target), edge]));
  const gone = graph.filterNodes((key) => !wanted.has(key));
  const cut = graph.filterEdges((key) => !bound.has(key));
  for (const key of cut) graph.dropEdge(key);
  for (const key of gone) graph.dropNode(key);
  const fresh = nodes.filter(({ id }) => !graph.hasNode(id));
  const most = Math.max(1, ...nodes.map(({ count }) => count));
  for (const { id, type, name, count, isGrown } of nodes) {
    const look = { label: name, entity: type, isGrown, size: 3 + 14 * Math.sqrt(count / most) };
    if (graph.hasNode(id)) graph.mergeNodeAttributes(id, look);
    else graph.addNode(id, { ...look, ...beginning(id) });
  }
  for (const [key, { source, target, count }] of bound) {
    const look = { count, size: 0.6 + Math.log2(1 + count) / 2 };
    if (graph.hasEdge(key)) graph.mergeEdgeAttributes(key, look);
    else graph.addEdgeWithKey(key, source, target, look);
  }
  for (const { id } of fresh) besideItsNeighbour(graph, id, fresh.length < nodes.length);
  return cut.length + gone.length + fresh.length > 0 || before !== `${graph.order} ${graph.size}`;
}

/** Where a node begins: somewhere on a disc, the same place for the same id. */
function beginning(id: string): { x: number; y: number } {
  let hash = 2166136261;
  for (const letter of id) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16777619);
  const angle = ((hash >>> 0) / 2 ** 32) * 2 * Math.PI;
  const far = 20 + ((hash >>> 7) % 80);
  return { x: far * Math.cos(angle), y: far * Math.sin(angle) };
}

/** Let what is new to a graph that is laid out already begin where what it is bound to stands. */
function besideItsNeighbour(graph: Graph, id: string, isLaid: boolean): void {
  const [neighbour] = isLaid ? graph.neighbors(id) : [];
  if (neighbour === undefined) return;
  const { x, y } = graph.getNodeAttributes(neighbour) as { x: number; y: number };
  const { x: aside, y: above } = beginning(id);
  graph.mergeNodeAttributes(id, { x: x + aside / 20, y: y + above / 20 });
}
