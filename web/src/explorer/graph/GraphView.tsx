import { useSpeech } from '../words';

export function GraphView() {
  return <h1>{useSpeech().say('graph')}</h1>;
}
