import { useSpeech } from '../words';

export function ResultsView() {
  return <h1>{useSpeech().say('search')}</h1>;
}
