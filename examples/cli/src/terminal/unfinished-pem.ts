/** Whether a text is the beginning of a key or a certificate, which are many lines and one answer. */
export function isUnfinishedPem(text: string): boolean {
  const [, label] = /^\s*-----BEGIN ([A-Z0-9 ]+)-----/.exec(text) ?? [];
  return label !== undefined && !text.includes(`-----END ${label}-----`);
}
