import { type Header, headerValue } from '../mime/headers.ts';

/** When a message came: its `Date`, or else the time at the end of its first `Received`. Milliseconds since the epoch. */
export function messageDate(headers: readonly Header[]): number | undefined {
  const received = headerValue(headers, 'received')?.split(';').at(-1);
  for (const text of [headerValue(headers, 'date'), received]) {
    const time = Date.parse((text ?? '').replace(/\s+/g, ' ').trim());
    if (time > 0) return time;
  }
  return undefined;
}
