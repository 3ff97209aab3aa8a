import { type LoopbackServer, serve } from './serve.ts';

/** An API whose tokens are people: `token-of-ada` is ada's. */
export function toyApi(): Promise<LoopbackServer> {
  return serve(({ url, headers }, response) => {
    const person = /^Bearer token-of-([a-z]+)/.exec(headers.authorization ?? '')?.[1];
    response.setHeader('content-type', 'application/json');
    if (person === undefined) return response.writeHead(401).end('{}');
    if (url === '/me') return response.end(JSON.stringify({ id: person, label: `${person}@notes.example` }));
    if (url === '/notes') return response.end(JSON.stringify([`a note of ${person}`]));
    return response.writeHead(404).end('{}');
  });
}
