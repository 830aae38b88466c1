import { useSpeech } from '../words';

export function ArticleView() {
  return <h1>{useSpeech().say('articles')}</h1>;
}
