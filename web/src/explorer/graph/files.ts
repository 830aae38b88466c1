import Graph from 'graphology';
import { write } from 'graphology-gexf/browser';
import { KINDS } from '../parts/kinds';
import type { Drawn } from './drawn';

const NAMESPACE = 'http://graphml.graphdrawing.org/xmlns';
/** What a spreadsheet would run as a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** The graph in GEXF, as Gephi reads it. */
export function gexfOf({ nodes, edges }: Drawn): string {
  const graph = new Graph({ type: 'undirected' });
  for (const { id, type, name, count } of nodes) graph.addNode(id, { label: name, kind: KINDS[type], articles: count });
  for (const { source, target, count } of edges) graph.addEdge(source, target, { weight: count });
  return write(graph);
}

/** The graph in GraphML. */
export function graphmlOf({ nodes, edges }: Drawn): string {
  const page = document.implementation.createDocument(NAMESPACE, 'graphml');
  const add = (parent: Element, name: string, attributes: Record<string, string>, text = '') => {
    const element = parent.appendChild(page.createElementNS(NAMESPACE, name));
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.textContent = text;
    return element;
  };
  const root = page.documentElement;
  for (const [id, of, type] of [
    ['label', 'node', 'string'],
    ['kind', 'node', 'string'],
    ['articles', 'node', 'int'],
    ['weight', 'edge', 'int'],
  ] as const)
    add(root, 'key', { id, for: of, 'attr.name': id, 'attr.type': type });
  const graph = add(root, 'graph', { edgedefault: 'undirected' });
  for (const { id, type, name, count } of nodes) {
    const node = add(graph, 'node', { id });
    add(node, 'data', { key: 'label' }, name);
    add(node, 'data', { key: 'kind' }, KINDS[type]);
    add(node, 'data', { key: 'articles' }, String(count));
  }
  for (const { source, target, count } of edges)
    add(add(graph, 'edge', { source, target }), 'data', { key: 'weight' }, String(count));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(page)}\n`;
}

/** The connections as a table (RFC 4180), as Gephi and spreadsheets import it. */
export function csvOf({ nodes, edges }: Drawn): string {
  const named = new Map(nodes.map(({ id, name }) => [id, name]));
  const rows = edges.map(({ source, target, count }) => [
    source,
    target,
    String(count),
    named.get(source) ?? '',
    named.get(target) ?? '',
  ]);
  const lines = [['Source', 'Target', 'Weight', 'Source name', 'Target name'], ...rows].map((row) =>
    row.map((value) => `"${(FORMULA.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`).join(','),
  );
  return lines.map((line) => `${line}\r\n`).join('');
}
