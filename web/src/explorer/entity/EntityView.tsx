import { useSpeech } from '../words';

export function EntityView() {
  return <h1>{useSpeech().say('people')}</h1>;
}
