/** An error of an answer: its words, and the code that the server gives it. */
export class AnswerError extends Error {
  constructor(
    message: string,
    readonly code: string,
  ) {
    super(message);
    this.name = 'AnswerError';
  }
}

interface Answer {
  data?: unknown;
  errors?: { message: string; extensions?: { code?: string } }[];
}

/** Codes that another try may answer. */
const PASSING = new Set(['UNAVAILABLE', 'TIMEOUT', 'OVERLOADED', 'UNREACHABLE']);
const TRIES = 2;
const TOKEN = 'content-graph-token';

/** Whether react-query shall ask again, after `failures` failures. */
export function isWorthAnotherTry(failures: number, error: Error): boolean {
  return failures < TRIES && error instanceof AnswerError && PASSING.has(error.code);
}

/** Keep a reader's token as long as this tab is open; an empty one is forgotten. */
export function keepToken(token: string): void {
  if (token) sessionStorage.setItem(TOKEN, token);
  else sessionStorage.removeItem(TOKEN);
}

/** The headers of a reader: a token where one was given. */
export function readerHeaders(): Record<string, string> {
  const token = sessionStorage.getItem(TOKEN);
  return token ? { authorization: `Bearer ${token}` } : {};
}

/**
 * The data of an operation's answer.
 *
 * Throws AnswerError where the answer has errors: a view shows all that it asked for or says why not.
 */
export async function ask<Data>(query: string, variables: object, signal?: AbortSignal): Promise<Data> {
  let response: Response;
  try {
    response = await fetch('graphql', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
        ...readerHeaders(),
      },
      body: JSON.stringify({ query, variables }),
      signal,
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new AnswerError('', 'UNREACHABLE');
  }
  const answer = await readAnswer(response);
  const [error] = answer.errors ?? [];
  if (error) throw new AnswerError(error.message, error.extensions?.code ?? String(response.status));
  return answer.data as Data;
}

async function readAnswer(response: Response): Promise<Answer> {
  try {
    return (await response.json()) as Answer;
  } catch {
    throw new AnswerError(`${response.status} ${response.statusText}`, 'UNREACHABLE');
  }
}
