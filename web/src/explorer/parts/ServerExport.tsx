import { useState } from 'react';
import { readerHeaders } from '../endpoint';
import { useSpeech } from '../words';
import { save } from './save';

/** The forms that the server exports, with how a file of each ends; tables come several in one file. */
const FORMS = {
  graphml: ['GraphML', 'graphml'],
  gexf: ['GEXF', 'gexf'],
  csv: ['CSV', 'zip'],
  jsonld: ['JSON-LD', 'jsonld'],
} as const;

interface ServerExportProps {
  /** What to export, as the parameters of /export name it. */
  wanted: Record<string, string | null | undefined>;
  name: string;
}

/** Buttons that save what the server exports; with the reader's token where one was given. */
export function ServerExport({ wanted, name }: ServerExportProps) {
  const { say } = useSpeech();
  const [failure, setFailure] = useState('');
  const fetched = async (form: string, ending: string) => {
    const fields = new URLSearchParams();
    for (const [key, value] of Object.entries(wanted)) if (value) fields.set(key, value);
    try {
      const response = await fetch(`export.${form}?${fields}`, { headers: readerHeaders() });
      if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
      save(await response.blob(), `${name}.${ending}`);
      setFailure('');
    } catch (error) {
      setFailure(String(error));
    }
  };
  return (
    <p className="exports">
      {say('export')}:{' '}
      {Object.entries(FORMS).map(([form, [shown, ending]]) => (
        <button key={form} type="button" onClick={() => void fetched(form, ending)}>
          {shown}
        </button>
      ))}
      {failure && (
        <span role="alert">
          {say('failed')} {failure}
        </span>
      )}
    </p>
  );
}
