import type { ScriptedAnswer } from '../provider/scripted-answer.ts';
import { bodyToSend } from './recorded-body.ts';
import type { RecordedExchange } from './recorded-exchange.ts';
import { mask } from './traffic-redactor.ts';

/** What was taken out of an address may be anything. */
const maskedSegment = /\/[^/]*(?:\[|%5B)redacted(?:\]|%5D)[^/]*/gi;

/** Turns recorded traffic, as exchanges or as the text of a fixture file, into the answers of an example. */
export function replayTraffic(recorded: string | readonly RecordedExchange[]): readonly ScriptedAnswer[] {
  const exchanges = typeof recorded === 'string' ? parseLines(recorded) : recorded;
  return exchanges.map(({ method, url, response }) => {
    const { origin, pathname, searchParams } = new URL(url);
    const { status, headers, body } = response;
    return {
      method,
      path: `${origin}${pathname.replaceAll(maskedSegment, '/:redacted')}`,
      query: Object.fromEntries([...searchParams].filter(([, value]) => !value.includes(mask))),
      status,
      ...(headers ? { headers } : {}),
      ...(body === undefined ? {} : { body: bodyToSend(body) }),
    };
  });
}

function parseLines(text: string): readonly RecordedExchange[] {
  return text.split('\n').flatMap((line, index) => (/\S/.test(line) ? [parseLine(line, index)] : []));
}

function parseLine(line: string, index: number): RecordedExchange {
  const parsed: unknown = JSON.parse(line);
  if (isExchange(parsed)) return parsed;
  throw new TypeError(`Line ${index + 1} of the fixtures is not a recorded exchange.`);
}

function isExchange(value: unknown): value is RecordedExchange {
  if (typeof value !== 'object' || value === null) return false;
  const { method, url, response } = value as Partial<Record<keyof RecordedExchange, unknown>>;
  if (typeof method !== 'string' || typeof url !== 'string' || !URL.canParse(url)) return false;
  return (
    typeof response === 'object' &&
    response !== null &&
    'status' in response &&
    typeof response.status === 'number'
  );
}
