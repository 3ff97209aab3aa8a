/** Labels that are seen in mail but that the Encoding Standard does not know. */
const aliases: Readonly<Record<string, string>> = {
  'cp-850': 'windows-1252',
  cp850: 'windows-1252',
  'iso-2022-jp-ms': 'iso-2022-jp',
  'iso-8859-8-i': 'iso-8859-8',
  'unicode-1-1-utf-8': 'utf-8',
  'x-unknown': 'utf-8',
  '8bit': 'utf-8',
};

function decoderFor(label: string): TextDecoder | undefined {
  try {
    return new TextDecoder(label);
  } catch {
    return undefined;
  }
}

/** Turns bytes of any charset that mail uses into text. Never throws: what cannot be read is read as UTF-8, else as Windows-1252. */
export function decodeText(bytes: Uint8Array, charset: string | undefined): string {
  const label = (charset ?? 'utf-8').trim().toLowerCase();
  const named = label === 'us-ascii' || label === 'ascii' ? undefined : decoderFor(aliases[label] ?? label);
  if (named && named.encoding !== 'utf-8') return named.decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
