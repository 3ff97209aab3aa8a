/** Whether an address runs a program where somebody opens it; a page of others must not hand one on, nor ours to others. */
export function isScript(address: string): boolean {
  return /^(?:javascript|data|vbscript):$/.test(URL.parse(address)?.protocol ?? '');
}
