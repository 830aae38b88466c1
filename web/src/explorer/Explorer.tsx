import { useEffect, useMemo, useState } from 'react';
import { usePlace } from './address';
import type { View } from './address';
import { ArticleView } from './article/ArticleView';
import { EntityView } from './entity/EntityView';
import { GraphView } from './graph/GraphView';
import { HomeView } from './home/HomeView';
import { Shown } from './operation';
import type { Asked } from './operation';
import { Header } from './parts/Header';
import { PathView } from './path/PathView';
import { ResultsView } from './search/ResultsView';
import { StoryView } from './story/StoryView';
import { languageOf, Speaking, speechOf } from './words';

const SHOWS: Record<View, () => React.ReactNode> = {
  home: HomeView,
  search: ResultsView,
  entity: EntityView,
  article: ArticleView,
  story: StoryView,
  graph: GraphView,
  path: PathView,
};

/** The whole page: the header, and the view that the address names. */
export function Explorer() {
  const { view, state } = usePlace();
  const lang = languageOf(state.lang);
  const speech = useMemo(() => speechOf(lang), [lang]);
  const [asked, setAsked] = useState<Asked>();
  useEffect(() => {
    document.documentElement.lang = speech.lang;
    document.documentElement.dir = speech.dir;
  }, [speech]);
  const Show = SHOWS[view];
  return (
    <Speaking value={speech}>
      <Shown value={setAsked}>
        <a className="skip" href="#content">
          {speech.say('toContent')}
        </a>
        <Header asked={asked} />
        <main id="content" tabIndex={-1} className={view}>
          {/* Another id is another page: nothing of the last one's own state stays. */}
          <Show key={`${view} ${state.id ?? ''}`} />
        </main>
      </Shown>
    </Speaking>
  );
}
