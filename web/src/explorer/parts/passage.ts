/** A run of a text: what is marked in it, or nothing. */
export interface Run<Mark> {
  text: string;
  mark?: Mark;
}

/** A marked stretch of a text, in code points as the server counts them; `end` is not part of it. */
export interface Stretch<Mark> {
  start: number;
  end: number;
  mark: Mark;
}

/**
 * A text as runs, in order, together the whole text.
 *
 * Of stretches that overlap, the one that begins first stays whole, of several that begin together the longest.
 */
export function runsOf<Mark>(text: string, stretches: readonly Stretch<Mark>[]): Run<Mark>[] {
  const points = Array.from(text);
  const ordered = [...stretches].sort((one, other) => one.start - other.start || other.end - one.end);
  const runs: Run<Mark>[] = [];
  let at = 0;
  for (const { start, end, mark } of ordered) {
    if (start < at || end > points.length || end <= start) continue;
    if (start > at) runs.push({ text: points.slice(at, start).join('') });
    runs.push({ text: points.slice(start, end).join(''), mark });
    at = end;
  }
  if (at < points.length) runs.push({ text: points.slice(at).join('') });
  return runs;
}

/** The paragraphs of a text with the stretches inside each, counted from its beginning. */
export function paragraphsOf<Mark>(text: string, stretches: readonly Stretch<Mark>[]): Run<Mark>[][] {
  let at = 0;
  return text.split('\n\n').map((paragraph) => {
    const begin = at;
    const end = begin + Array.from(paragraph).length;
    at = end + 2;
    const inside = stretches
      .filter((stretch) => stretch.start >= begin && stretch.end <= end)
      .map(({ start, end: last, mark }) => ({ start: start - begin, end: last - begin, mark }));
    return runsOf(paragraph, inside);
  });
}
