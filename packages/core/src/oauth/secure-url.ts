const loopbackHosts = ['127.0.0.1', '[::1]', 'localhost'];

/** Whether a URL leads to this machine. */
export function isLoopbackUrl(url: string): boolean {
  return URL.canParse(url) && loopbackHosts.includes(new URL(url).hostname);
}

/** Whether secrets may go there: https anywhere, plain http on this machine only. */
export function isSecureUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol } = new URL(url);
  return protocol === 'https:' || (protocol === 'http:' && isLoopbackUrl(url));
}
