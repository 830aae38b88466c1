import { useSpeech } from '../words';

export function PathView() {
  return <h1>{useSpeech().say('path')}</h1>;
}
