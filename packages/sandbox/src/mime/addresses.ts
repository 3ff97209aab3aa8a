/** One mailbox of an address header. */
export interface Address {
  readonly name: string;
  /** Empty when there is no address that mail could be sent to. */
  readonly address: string;
}

const pieces = /"(?:[^"\\]|\\.)*"|<[^<>]*>|\([^()]*\)|[^,;:"<>()]+|[,;:"<>()]/g;

/** Reads a header such as `To`. What is no address comes back with an empty `address`. */
export function parseAddresses(header: string): Address[] {
  const found: Address[] = [];
  let name = '';
  let angle: string | undefined;
  const finish = () => {
    const bare = name.trim();
    const address = (angle ?? bare).trim();
    if (address !== '' || bare !== '') {
      const valid = /^[^\s@<>()]+@[^\s@<>()]+$/.test(address);
      found.push({ name: angle === undefined ? '' : bare, address: valid ? address : '' });
    }
    name = '';
    angle = undefined;
  };
  for (const [piece] of header.matchAll(pieces)) {
    if (piece === ',' || piece === ';') finish();
    else if (piece === ':') name = '';
    else if (piece.startsWith('<') && piece.length > 1) angle = piece.slice(1, -1);
    else if (piece.startsWith('"') && piece.length > 1) name += piece.slice(1, -1).replace(/\\(.)/g, '$1');
    else if (!piece.startsWith('(')) name += piece;
  }
  finish();
  return found;
}
