import { useState } from 'react';
import { KINDS } from '../parts/kinds';
import { useSpeech } from '../words';
import type { Drawn, DrawnNode } from './drawn';

interface ListsProps {
  drawn: Drawn;
  chosen: readonly string[];
  onChoose(ids: string[]): void;
}

/** How many lines a list shows; words narrow it down. */
const SHOWN = 60;

/** All that the drawing holds, as lists of buttons: for keys, for screen readers, and to find one among many. */
export function Lists({ drawn, chosen, onChoose }: ListsProps) {
  const { say, number } = useSpeech();
  const [words, setWords] = useState('');
  const named = new Map(drawn.nodes.map((node) => [node.id, node]));
  const fits = (...nodes: (DrawnNode | undefined)[]) =>
    nodes.some((node) => node?.name.toLowerCase().includes(words.trim().toLowerCase()));
  const nodes = drawn.nodes.filter((node) => fits(node)).sort((one, other) => other.count - one.count);
  const edges = drawn.edges
    .filter(({ source, target }) => fits(named.get(source), named.get(target)))
    .sort((one, other) => other.count - one.count);
  return (
    <div className="lists">
      <label>
        {say('findInLists')} <input type="search" dir="auto" value={words} onChange={({ target }) => setWords(target.value)} />
      </label>
      <details open>
        <summary>{say('entitiesShown', { count: nodes.length })}</summary>
        <ul>
          {nodes.slice(0, SHOWN).map(({ id, type, name, count }) => (
            <li key={id}>
              <button type="button" aria-pressed={chosen.length === 1 && chosen[0] === id} onClick={() => onChoose([id])}>
                <span className={`entity ${KINDS[type]}`}>
                  <bdi>{name}</bdi>
                </span>{' '}
                <small>
                  {say(KINDS[type])} · {number(count)}
                </small>
              </button>
            </li>
          ))}
        </ul>
        <More of={nodes.length} />
      </details>
      <details>
        <summary>{say('connectionsShown', { count: edges.length })}</summary>
        <ul>
          {edges.slice(0, SHOWN).map(({ source, target, count }) => (
            <li key={`${source} ${target}`}>
              <button
                type="button"
                aria-pressed={chosen.length === 2 && chosen.includes(source) && chosen.includes(target)}
                onClick={() => onChoose([source, target])}
              >
                <bdi>{named.get(source)?.name}</bdi> – <bdi>{named.get(target)?.name}</bdi>{' '}
                <small>{say('together', { count: number(count) })}</small>
              </button>
            </li>
          ))}
        </ul>
        <More of={edges.length} />
      </details>
    </div>
  );
}

function More({ of }: { of: number }) {
  const { say } = useSpeech();
  return of > SHOWN ? <p>{say('moreNamed', { count: of - SHOWN })}</p> : null;
}
