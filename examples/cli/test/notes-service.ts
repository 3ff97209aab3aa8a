import { createServer } from 'node:http';
import { onTestFinished } from 'vitest';

/** A small service on this machine that takes one token. */
export interface NotesService {
  readonly url: string;
  readonly token: string;
}

/** Serves `/me` and `/notes` until the test ends; whoever has another token gets 401. */
export async function startNotesService(): Promise<NotesService> {
  const token = `notes-${crypto.randomUUID()}`;
  const answers: Readonly<Record<string, unknown>> = {
    '/me': { id: 'u1', name: 'ada@notes.example' },
    '/notes': [{ title: 'Cards for the engine' }],
  };
  const server = createServer((request, response) => {
    const isAllowed = request.headers.authorization === `Bearer ${token}`;
    response.writeHead(isAllowed ? 200 : 401, { 'content-type': 'application/json' });
    response.end(JSON.stringify(isAllowed ? answers[request.url ?? ''] : { error: 'token' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The notes listen on no port.');
  return { url: `http://127.0.0.1:${address.port}`, token };
}
