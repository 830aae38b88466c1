import { directionOf } from './direction';
import { runsOf } from './passage';

interface MarkedProps {
  text: string;
  /** The language of the passage, where it is known. */
  lang?: string;
  starts: readonly number[];
  ends: readonly number[];
}

/** A passage with some words marked; its direction is that of its language, else follows its letters. */
export function Marked({ text, lang, starts, ends }: MarkedProps) {
  const stretches = starts.map((start, place) => ({ start, end: ends[place] ?? start, mark: true }));
  return (
    <p className="passage" lang={lang} dir={directionOf(lang ?? 'und')}>
      {runsOf(text, stretches).map((run, place) =>
        run.mark ? <mark key={place}>{run.text}</mark> : <span key={place}>{run.text}</span>,
      )}
    </p>
  );
}

/** A passage with every occurrence of some names marked. */
export function NamesMarked({ text, lang, names }: { text: string; lang: string; names: readonly string[] }) {
  const points = Array.from(text.toLowerCase());
  const stretches = names
    .map((name) => Array.from(name.toLowerCase()))
    .filter((name) => name.length > 1)
    .flatMap((name) =>
      points.flatMap((_, start) =>
        name.every((letter, offset) => points[start + offset] === letter) ? [{ start, end: start + name.length }] : [],
      ),
    );
  return (
    <Marked
      text={text}
      lang={lang}
      starts={stretches.map(({ start }) => start)}
      ends={stretches.map(({ end }) => end)}
    />
  );
}
