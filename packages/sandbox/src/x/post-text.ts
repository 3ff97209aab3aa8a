/** A stretch of a text. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly value: string;
}

function spans(text: string, pattern: RegExp): Span[] {
  return [...text.matchAll(pattern)].map(({ 0: whole, index, groups }) => ({
    start: index,
    end: index + whole.length,
    value: groups?.value ?? whole,
  }));
}

/** Addresses that X turns into links: with a scheme, or a bare host in one of the usual domains. */
export function findUrls(text: string): Span[] {
  return spans(
    text,
    /(?<![\w@.])(?:https?:\/\/[^\s<>"]*[^\s<>".,;:!?')\]]|(?:[a-z0-9-]{1,63}\.){1,5}(?:com|org|net|io|dev|edu|gov)(?:\/[^\s<>"]*[^\s<>".,;:!?')\]])?(?![\w-]))/gi,
  );
}

/** Hashtags, without their sign. */
export function findHashtags(text: string): Span[] {
  return spans(text, /(?<![\p{L}\p{N}_&])#(?<value>[\p{L}\p{N}_]*[\p{L}_][\p{L}\p{N}_]*)/gu);
}

/** Mentions, without their sign. */
export function findMentions(text: string): Span[] {
  return spans(text, /(?<![\w@])@(?<value>\w{1,15})(?!\w)/g);
}

/** Text as the API shows it. */
export function shownText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
