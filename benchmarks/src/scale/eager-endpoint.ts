// A token endpoint in a process of its own: it answers every refresh at once, with new tokens, and counts.
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';

let requests = 0;

const server = createServer((request, response) => {
  request.resume().on('end', () => {
    response.setHeader('content-type', 'application/json');
    if (request.url === '/requests') return response.end(JSON.stringify(requests));
    requests += 1;
    const token = () => randomBytes(24).toString('base64url');
    return response.end(
      JSON.stringify({
        access_token: token(),
        refresh_token: token(),
        token_type: 'bearer',
        expires_in: 3600,
      }),
    );
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.(typeof address === 'object' && address ? `http://127.0.0.1:${address.port}` : '');
});
process.on('disconnect', () => process.exit());
