import { Component, lazy, Suspense } from 'react';
import type { ReactNode } from 'react';
import operation from '../operations/neighbours.graphql?raw';
import type { NeighboursQuery, NeighboursQueryVariables } from '../operations/types';
import { useShown } from '../operation';
import { Answer } from '../parts/Answer';
import { useTitle } from '../parts/useTitle';
import { EntityBox } from '../search/EntityBox';
import { useSpeech } from '../words';
import { Chosen } from './Chosen';
import { neighboursOf, useDrawn } from './drawn';
import { Files, Filters } from './Filters';
import './graph.css';
import { Lists } from './Lists';
import { MOST_GROWN, useGraphState } from './state';

// Loaded apart: only this view draws, and what draws is larger than all the others together.
const Canvas = lazy(() => import('./Canvas'));

/** A graph that grows: entities, who is named together with whom, and the sentences behind each connection. */
export function GraphView() {
  const { say, lang } = useSpeech();
  const state = useGraphState();
  const newest = state.ids.at(-1);
  useShown<NeighboursQuery, NeighboursQueryVariables>(operation, newest ? neighboursOf(newest, state, lang) : null);
  const { drawn, waiting, failed } = useDrawn(state, lang);
  const first = drawn.nodes.find(({ id }) => id === state.ids[0]);
  useTitle(first ? `${first.name} – ${say('graph')}` : say('graph'));
  return (
    <>
      <h1>{say('graph')}</h1>
      <div className="filters">
        <EntityBox key={state.ids.join()} label={say('addToGraph')} showsLabel onPick={({ id }) => state.grow(id)} />
        {newest !== undefined && <Filters state={state} />}
      </div>
      {state.isFull && <p role="note">{say('graphIsFull', { count: MOST_GROWN })}</p>}
      {newest === undefined ? (
        <p>{say('beginGraph')}</p>
      ) : (
        <>
          <p role="status">
            {waiting ? say('waiting') : say('graphOf', { nodes: drawn.nodes.length, edges: drawn.edges.length })}
          </p>
          {failed && <Answer to={failed}>{() => null}</Answer>}
          <div className="parts">
            <Undrawable say={say('undrawable')}>
              <Suspense fallback={<div className="canvas" />}>
                <Canvas drawn={drawn} chosen={state.chosen} onChoose={state.choose} onGrow={state.grow} />
              </Suspense>
            </Undrawable>
            <aside>
              <Chosen drawn={drawn} state={state} />
              <Lists drawn={drawn} chosen={state.chosen} onChoose={state.choose} />
            </aside>
          </div>
          <Files drawn={drawn} />
        </>
      )}
    </>
  );
}

/** Leaves the lists usable where a browser has no WebGL to draw with. */
class Undrawable extends Component<{ say: string; children: ReactNode }, { isSo: boolean }> {
  override state = { isSo: false };

  static getDerivedStateFromError() {
    return { isSo: true };
  }

  override render() {
    return this.state.isSo ? <p role="note">{this.props.say}</p> : this.props.children;
  }
}
