/** Whether an address runs a program where somebody opens it. The parser of Markdown makes no links of such addresses, but pages may hold them. */
export function isScript(address: string): boolean {
  return /^(?:javascript|data|vbscript):$/.test(URL.parse(address)?.protocol ?? '');
}
