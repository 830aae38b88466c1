import { brushX } from 'd3-brush';
import type { D3BrushEvent } from 'd3-brush';
import { scaleUtc } from 'd3-scale';
import { select } from 'd3-selection';
import { useEffect, useMemo, useRef } from 'react';
import operation from '../operations/timeline.graphql?raw';
import type { TimelineInterval, TimelineQuery, TimelineQueryVariables } from '../operations/types';
import { useAnswer } from '../operation';
import { Answer } from '../parts/Answer';
import { QueryLink } from '../parts/QueryLink';
import { useSpeech } from '../words';
import type { Language } from '../words';
import { SaveChart } from './SaveChart';
import { dayAfter, dayOf } from './window';
import type { Window } from './window';
import './timeline.css';

type Bucket = { start: string; count: number };

const WIDTH = 900;
const HEIGHT = 140;
const FOOT = 22;
const EDGE = 50;
const DAYS: Record<'DAY' | 'WEEK' | 'MONTH', number> = { DAY: 1, WEEK: 7, MONTH: 30.44 };
type Interval = keyof typeof DAYS;

interface TimelineProps {
  id: string;
  name: string;
  window: Window;
  onWindow(window: Window): void;
}

/** How often an entity is named over time. A stretch of it can be chosen, with a pointer or by two days. */
export function Timeline({ id, name, window, onWindow }: TimelineProps) {
  const { say } = useSpeech();
  const months = useTimeline(id, 'MONTH');
  const interval = months.data?.entity ? finest(months.data.entity.timeline.buckets.length) : 'MONTH';
  const answer = useTimeline(id, interval);
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline">{say('timeline')}</h2>
      <Answer to={answer}>
        {({ entity }) => (
          <>
            <Chart
              name={name}
              buckets={entity?.timeline.buckets ?? []}
              interval={interval}
              window={window}
              onWindow={onWindow}
            />
            {entity?.timeline.isCapped && <p>{say('timelineIsCapped')}</p>}
          </>
        )}
      </Answer>
      <Days window={window} onWindow={onWindow} />
      <QueryLink asked={{ query: operation, variables: { id, interval } }} />
    </section>
  );
}

function useTimeline(id: string, interval: TimelineInterval) {
  return useAnswer<TimelineQuery, TimelineQueryVariables>(operation, { id, interval });
}

/** The finest buckets that leave bars one can see, for a span of so many months. */
function finest(months: number): Interval {
  return months <= 4 ? 'DAY' : months <= 30 ? 'WEEK' : 'MONTH';
}

interface ChartProps extends Omit<TimelineProps, 'id'> {
  buckets: Bucket[];
  interval: Interval;
}

function Chart({ name, buckets, interval, window, onWindow }: ChartProps) {
  const { say, day, number, lang } = useSpeech();
  const drawing = useRef<SVGSVGElement>(null);
  const span = useMemo(() => spanOf(buckets, interval), [buckets, interval]);
  const most = Math.max(1, ...buckets.map(({ count }) => count));
  const { from, to } = window;
  const place = useMemo(() => scaleUtc(span, [0, WIDTH]), [span]);
  useBrush(drawing, place, { from, to }, onWindow);
  const bar = (WIDTH * DAYS[interval] * 86_400_000) / (span[1].getTime() - span[0].getTime());
  const ticks = labelled(place.ticks(6).filter((tick) => tick < span[1]), interval, lang);
  const total = buckets.reduce((sum, { count }) => sum + count, 0);
  return (
    <figure className="timeline">
      {/* Time runs from left to right in both languages, as the brush does. */}
      <svg
        ref={drawing}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        direction="ltr"
        role="img"
        aria-label={say('timelineOf', { name, count: total, first: day(span[0].toISOString()), last: day(span[1].toISOString()) })}
      >
        {buckets.map(({ start, count }) => {
          const height = (count / most) * (HEIGHT - FOOT - 14);
          return (
            <rect
              key={start}
              className="bar"
              x={place(new Date(start))}
              y={HEIGHT - FOOT - height}
              width={Math.max(1, bar - 1)}
              height={height}
            >
              <title>{`${day(start)}: ${number(count)}`}</title>
            </rect>
          );
        })}
        <text className="scale" x={2} y={11}>
          {number(most)}
        </text>
        {ticks.map(([label, tick]) => (
          <text key={label} className="scale" x={place(tick)} y={HEIGHT - 6} textAnchor={anchorAt(place(tick))}>
            {label}
          </text>
        ))}
        <g className="brush" />
      </svg>
      <SaveChart drawing={drawing} name={name} />
    </figure>
  );
}

/** Times with what stands below them, each text once: days where bars are days, else months. */
function labelled(times: Date[], interval: Interval, lang: Language): [string, Date][] {
  const written = new Intl.DateTimeFormat(lang === 'ar' ? 'ar-u-nu-latn' : lang, {
    day: interval === 'DAY' ? 'numeric' : undefined,
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const labels = new Map<string, Date>();
  for (const time of times) {
    const label = written.format(time);
    if (!labels.has(label)) labels.set(label, time);
  }
  return [...labels];
}

/** Where a label begins, so that none runs out of the drawing. */
function anchorAt(x: number): 'start' | 'middle' | 'end' {
  return x < EDGE ? 'start' : x > WIDTH - EDGE ? 'end' : 'middle';
}

function spanOf(buckets: Bucket[], interval: Interval): [Date, Date] {
  const first = buckets[0]?.start ?? new Date().toISOString();
  const last = buckets.at(-1)?.start ?? first;
  return [new Date(first), new Date(Date.parse(last) + DAYS[interval] * 86_400_000)];
}

/** Lets a pointer choose a stretch; what the address names is shown as chosen. */
function useBrush(
  drawing: React.RefObject<SVGSVGElement | null>,
  place: ReturnType<typeof scaleUtc<number, number>>,
  { from, to }: Window,
  onWindow: (window: Window) => void,
): void {
  const told = useRef(onWindow);
  told.current = onWindow;
  useEffect(() => {
    if (!drawing.current) return;
    const group = select(drawing.current).select<SVGGElement>('g.brush');
    const brush = brushX<unknown>()
      .extent([
        [0, 0],
        [WIDTH, HEIGHT - FOOT],
      ])
      .on('end', ({ sourceEvent, selection }: D3BrushEvent<unknown>) => {
        // Without a source it is this effect that moved it.
        if (!sourceEvent) return;
        const [left, right] = (selection as [number, number] | null) ?? [];
        told.current(
          left === undefined || right === undefined
            ? {}
            : { from: dayOf(place.invert(left)), to: dayAfter(place.invert(right)) },
        );
      });
    group.call(brush);
    const ends = [from ? place(new Date(from)) : 0, to ? place(new Date(to)) : WIDTH] as [number, number];
    group.call(brush.move, from || to ? (ends.map((x) => Math.min(WIDTH, Math.max(0, x))) as [number, number]) : null);
  }, [drawing, place, from, to]);
}

function Days({ window: { from, to }, onWindow }: { window: Window; onWindow(window: Window): void }) {
  const { say } = useSpeech();
  return (
    <p className="days">
      <label>
        {say('from')} <input type="date" value={from ?? ''} onChange={(event) => onWindow({ from: event.target.value, to })} />
      </label>{' '}
      <label>
        {say('before')} <input type="date" value={to ?? ''} onChange={(event) => onWindow({ from, to: event.target.value })} />
      </label>{' '}
      {(from || to) && (
        <button type="button" onClick={() => onWindow({})}>
          {say('wholeTime')}
        </button>
      )}
    </p>
  );
}
