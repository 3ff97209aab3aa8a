import dns from 'node:dns';
import { isIP } from 'node:net';

/** An address of RFC 5737, which is nobody's. */
const someAddress = { address: '203.0.113.1', family: 4 };

/** Answers every look-up of a name by itself, so that a site need not exist; the answer puts everything back. */
export function guardNames(): () => void {
  const { lookup } = dns.promises;
  Object.defineProperty(dns.promises, 'lookup', {
    configurable: true,
    writable: true,
    value: async (host: string, options: { readonly all?: boolean } = {}) => {
      if (isIP(host) !== 0) return lookup(host, options);
      return options.all ? [someAddress] : someAddress;
    },
  });
  return () => {
    Object.defineProperty(dns.promises, 'lookup', { configurable: true, writable: true, value: lookup });
  };
}
