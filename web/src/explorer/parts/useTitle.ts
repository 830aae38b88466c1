import { useEffect } from 'react';
import { useSpeech } from '../words';

/** Name the browser's tab after what is shown; what is not there yet leaves the page's own name. */
export function useTitle(name: string | undefined): void {
  const { say } = useSpeech();
  const title = say('title');
  useEffect(() => {
    document.title = name ? `${name} – ${title}` : title;
  }, [name, title]);
}
