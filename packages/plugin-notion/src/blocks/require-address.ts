import { invalidInput } from '../notion-errors.ts';

/** https://developers.notion.com/reference/request-limits */
const longestAddress = 2_000;

/** Refuses an address that would make Notion refuse the whole request without saying which one it means. */
export function requireAddress(address: string, { field, isLink }: { field: string; isLink: boolean }): void {
  const url = URL.parse(address);
  const isWhole = url !== null && (isLink || /^https?:$/.test(url.protocol));
  // Notion itself links its pages so.
  const isOwn = isLink && address.startsWith('/');
  if ((isWhole || isOwn) && address.length <= longestAddress) return;
  throw invalidInput(
    field,
    `"${address.slice(0, 100)}" is no address that Notion takes`,
    `Give a whole address, such as https://example.com/page, of at most ${longestAddress} characters.`,
  );
}
