import type { UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { AnswerError, keepToken } from '../endpoint';
import { useSpeech } from '../words';

interface AnswerProps<Data> {
  to: UseQueryResult<Data>;
  children: (data: Data) => ReactNode;
}

/** What an answer holds, once it is there; until then that it loads, or why it failed and a way to ask again. */
export function Answer<Data>({ to, children }: AnswerProps<Data>) {
  const { say } = useSpeech();
  if (to.data !== undefined) return children(to.data);
  if (to.error) return <Failure error={to.error} again={() => void to.refetch()} />;
  return (
    <p role="status" className="waiting">
      {say('waiting')}
    </p>
  );
}

function Failure({ error, again }: { error: Error; again: () => void }) {
  const { say } = useSpeech();
  const code = error instanceof AnswerError ? error.code : '';
  if (code === 'UNAUTHENTICATED' || code === 'FORBIDDEN') return <TokenForm done={again} />;
  return (
    <div role="alert" className="failure">
      <p>
        <strong>{say('failed')}</strong> {code === 'UNREACHABLE' ? say('unreachable') : error.message}
      </p>
      <button type="button" onClick={again}>
        {say('again')}
      </button>
    </div>
  );
}

function TokenForm({ done }: { done: () => void }) {
  const { say } = useSpeech();
  const [token, setToken] = useState('');
  return (
    <form
      className="failure"
      onSubmit={(event) => {
        event.preventDefault();
        keepToken(token.trim());
        done();
      }}
    >
      <p role="alert">{say('tokenNeeded')}</p>
      <label>
        {say('token')}{' '}
        <input type="password" autoComplete="off" value={token} onChange={(event) => setToken(event.target.value)} />
      </label>{' '}
      <button type="submit">{say('useToken')}</button>
    </form>
  );
}
