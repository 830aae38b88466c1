import { usePlace } from '../address';
import { inPlayground } from '../operation';
import type { Asked } from '../operation';
import { SearchBox } from '../search/SearchBox';
import { LANGUAGES, useSpeech } from '../words';
import { To } from './To';

/** The head of every view: the search box, ways to the other views, the language, the query behind the view. */
export function Header({ asked }: { asked?: Asked }) {
  const { say, lang } = useSpeech();
  const { view, change } = usePlace();
  return (
    <header>
      <To view="home" className="brand">
        content-graph
      </To>
      <SearchBox />
      <nav aria-label={say('explorer')}>
        <To view="graph" current={view === 'graph'}>
          {say('graph')}
        </To>
        <To view="path" current={view === 'path'}>
          {say('path')}
        </To>
        <a
          href={asked ? inPlayground(asked) : 'graphql'}
          className="to-other"
          title={say('inPlayground')}
        >
          {say('playground')}
        </a>
        <select
          aria-label={say('language')}
          value={lang}
          onChange={(event) => change({ lang: event.target.value }, { replace: true })}
        >
          {Object.entries(LANGUAGES).map(([code, name]) => (
            <option key={code} value={code} lang={code}>
              {name}
            </option>
          ))}
        </select>
      </nav>
    </header>
  );
}
