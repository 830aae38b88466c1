import { useSpeech } from '../words';

export function StoryView() {
  return <h1>{useSpeech().say('stories')}</h1>;
}
