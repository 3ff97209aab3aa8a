import type { ClientAuth } from 'oauth4webapi';

/**
 * Sends the client by HTTP Basic (RFC 6749 section 2.3.1), encoded as a browser encodes a form: it leaves `-`, `_` and `.` as
 * they are. oauth4webapi's own escapes them too, and providers that do not decode, as many do not, then know no such client.
 * @see https://github.com/panva/oauth4webapi/issues/148
 */
export function clientSecretBasic(secret: string): ClientAuth {
  // biome-ignore lint/complexity/useMaxParams: oauth4webapi calls it with four
  return (_server, client, _body, headers) => {
    const credentials = `${formEncode(client.client_id)}:${formEncode(secret)}`;
    headers.set('authorization', `Basic ${btoa(credentials)}`);
  };
}

function formEncode(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1);
}
