import { GoogleError } from './google-error.ts';

/** Base64 in the URL alphabet with padding, as Google writes bytes. */
export function toBase64Url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replace(/\+/g, '-').replace(/\//g, '_');
}

/** Bytes of a JSON field. Google takes both alphabets, with or without padding, and nothing else. */
export function fromBase64(text: string, field: string): Buffer {
  const bare = text.replace(/={0,2}$/, '');
  if (!/^(?:[A-Za-z0-9_-]*|[A-Za-z0-9+/]*)$/.test(bare) || bare.length % 4 === 1) {
    throw new GoogleError(400, `Invalid value at '${field}' (TYPE_BYTES), Base64 decoding failed.`);
  }
  return Buffer.from(bare, 'base64url');
}
