import { decodeText } from './decode-text.ts';
import { decodeWords } from './decode-words.ts';

/** A structured header such as `Content-Type`: its value and its parameters, names in lower case. */
export interface ParameterizedValue {
  readonly value: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** More is no parameter list but an attack. */
const headerLimit = 20_000;
const parameterPattern = /;\s*([^\s=;"]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]*))/g;

/** One piece of a parameter that is written in several, or with a charset (RFC 2231). */
interface Piece {
  readonly position: number;
  readonly text: string;
  readonly encoded: boolean;
}

/** Reads `value; name=text; name*=charset''text; name*0=…` (RFC 2045, RFC 2231), broken ones as well as can be. */
export function parseParameters(header: string): ParameterizedValue {
  const separator = header.indexOf(';');
  if (separator < 0) return { value: header.trim().toLowerCase(), parameters: {} };
  const plain = new Map<string, string>();
  const pieces = new Map<string, Piece[]>();
  for (const [, rawName = '', quoted, bare = ''] of header
    .slice(separator, headerLimit)
    .matchAll(parameterPattern)) {
    const text = quoted === undefined ? bare.trim().replace(/^"/, '') : quoted.replace(/\\(.)/g, '$1');
    const [, name = '', position, star] = rawName.toLowerCase().match(/^([^*]+)(?:\*(\d{1,3}))?(\*)?$/) ?? [];
    const isPlain = position === undefined && star === undefined;
    if (isPlain && !plain.has(name)) plain.set(name, decodeWords(text));
    const piece = { position: Number(position ?? 0), text, encoded: star !== undefined };
    if (!isPlain) pieces.set(name, [...(pieces.get(name) ?? []), piece]);
  }
  for (const [name, list] of pieces) plain.set(name, joinPieces(list));
  return { value: header.slice(0, separator).trim().toLowerCase(), parameters: Object.fromEntries(plain) };
}

function joinPieces(list: readonly Piece[]): string {
  const ordered = list.toSorted((first, second) => first.position - second.position);
  let charset: string | undefined;
  const bytes = ordered.map(({ text, encoded }, index) => {
    if (!encoded) return Buffer.from(text, 'utf8');
    const parts = index === 0 ? text.match(/^([^']*)'[^']*'(.*)$/s) : undefined;
    charset ??= parts?.[1];
    return percentDecode(parts?.[2] ?? text);
  });
  return decodeText(Buffer.concat(bytes), charset || 'utf-8');
}

function percentDecode(text: string): Buffer {
  const latin = Buffer.from(text, 'utf8').toString('latin1');
  const decoded = latin.replace(/%([0-9a-f]{2})/gi, (_whole, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(decoded, 'latin1');
}
