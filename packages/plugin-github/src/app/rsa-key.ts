import { SidecarError } from '@sidecar/core';

const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const;

/** The algorithm identifier of RSA, with which PKCS #8 begins where PKCS #1 has nothing (RFC 8017, appendix A.1). */
const rsaIdentifier = [
  0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00,
];
const versionZero = [0x02, 0x01, 0x00];

/** Reads an RSA key from PEM. GitHub hands out PKCS #1 (`BEGIN RSA PRIVATE KEY`), of which WebCrypto knows nothing, so it is wrapped into PKCS #8. */
export async function rsaKey(pem: string): Promise<CryptoKey> {
  // Environment variables and JSON often hold the line ends as two characters.
  const match = pem
    .replaceAll('\\n', '\n')
    .match(
      /-----BEGIN (?<kind>RSA )?PRIVATE KEY-----(?<body>[A-Za-z0-9+/=\s]+)-----END (?:RSA )?PRIVATE KEY-----/,
    );
  if (!match?.groups) throw unreadable();
  try {
    const der = Uint8Array.from(atob((match.groups.body ?? '').replaceAll(/\s/g, '')), (byte) =>
      byte.charCodeAt(0),
    );
    const wrapped = match.groups.kind ? inPkcs8(der) : der;
    return await crypto.subtle.importKey('pkcs8', wrapped, algorithm, false, ['sign']);
  } catch {
    // Without its cause, which might hold a part of the key.
    throw unreadable();
  }
}

function inPkcs8(pkcs1: Uint8Array): Uint8Array<ArrayBuffer> {
  const octets = element(0x04, pkcs1);
  return element(0x30, Uint8Array.from([...versionZero, ...rsaIdentifier, ...octets]));
}

/** One DER element: its tag, the length of its content, and that. */
function element(tag: number, content: Uint8Array): Uint8Array<ArrayBuffer> {
  const { length } = content;
  const bytes = length < 0x100 ? [length] : [length >> 8, length & 0xff];
  const lengthOctets = length < 0x80 ? [length] : [0x80 | bytes.length, ...bytes];
  return Uint8Array.from([tag, ...lengthOctets, ...content]);
}

function unreadable(): SidecarError {
  return new SidecarError('not_configured', 'The private key of the GitHub App cannot be read.', {
    integration: 'github',
    nextAction: 'Give the whole .pem file that GitHub made for the app, its first and last line included.',
  });
}
