/** What the fake answers on a path. */
export type Answers = Readonly<Record<string, (request: Request) => Response>>;

// only: oauth2, token {
/** The one token that the fake takes. */
export const accessToken = 'token-of-ada';
// }

const items = [{ id: 'i1', title: 'First item' }, { id: 'i2' }];

/** Example Service as the `fetch` of a whole Sidecar: what it does not know is an error. */
export function fakeExampleService(answers: Answers) {
  const received: Request[] = [];
  const all: Answers = {
    '/v1/me': () => Response.json({ id: 'u1', email: 'ada@example-service.example' }), // only: oauth2, token
    '/v1/items': () => Response.json({ items }),
    ...answers,
  };
  const fetch = async (input: string | URL | Request, init?: RequestInit) => {
    const request = new Request(input, init);
    received.push(request);
    const { pathname } = new URL(request.url);
    // only: oauth2 {
    if (pathname === '/oauth/token')
      return Response.json({
        token_type: 'Bearer',
        access_token: accessToken,
        refresh_token: 'refresh-of-ada',
        expires_in: 3600,
        scope: 'items.read',
      });
    // }
    // only: oauth2, token {
    if (request.headers.get('authorization') !== `Bearer ${accessToken}`)
      return new Response('{}', { status: 401 });
    // }
    const answer = all[pathname];
    if (!answer) throw new Error(`The fake knows no ${request.method} ${request.url}`);
    return answer(request);
  };
  return { fetch, received };
}
