import { escapeHtml } from '../http/escape-html.ts';
import { bodyOffset, type Header, headerValue, parseHeaders } from '../mime/headers.ts';
import { allParts, type MimePart, parseMime } from '../mime/mime-part.ts';
import { plainText } from '../mime/plain-text.ts';
import { searchableText } from './search-text.ts';

const snippetLength = 200;

/** What makes a message beside its bytes. */
export interface MessagePlace {
  readonly id: string;
  readonly threadId: string;
  readonly labelIds: Iterable<string>;
  /** Milliseconds since the epoch. */
  readonly internalDate: number;
}

/** One message in a mailbox. Everything that needs its MIME tree is worked out when first asked for. */
export class StoredMessage {
  readonly id: string;
  readonly raw: Buffer;
  readonly internalDate: number;
  readonly headers: readonly Header[];
  readonly labelIds: Set<string>;
  threadId: string;
  historyId = 0;
  #tree: MimePart | undefined;
  #snippet: string | undefined;
  #searchFields: SearchFields | undefined;

  constructor(raw: Buffer, { id, threadId, labelIds, internalDate }: MessagePlace) {
    this.id = id;
    this.threadId = threadId;
    this.raw = raw;
    this.internalDate = internalDate;
    this.labelIds = new Set(labelIds);
    this.headers = parseHeaders(raw.subarray(0, bodyOffset(raw)));
  }

  get tree(): MimePart {
    this.#tree ??= parseMime(this.raw);
    return this.#tree;
  }

  /** The first words, with HTML's special characters escaped as Gmail does. */
  get snippet(): string {
    this.#snippet ??= escapeHtml(plainText(this.tree).replace(/\s+/g, ' ').trim().slice(0, snippetLength));
    return this.#snippet;
  }

  get searchFields(): SearchFields {
    this.#searchFields ??= this.#readSearchFields();
    return this.#searchFields;
  }

  header(name: string): string | undefined {
    return headerValue(this.headers, name);
  }

  #readSearchFields(): SearchFields {
    // The tree is not kept: a search over a large mailbox would otherwise hold every message twice.
    const tree = this.#tree ?? parseMime(this.raw);
    const filenames = allParts(tree).flatMap(({ filename }) => (filename === '' ? [] : [filename]));
    return { body: searchableText(plainText(tree)), filenames: filenames.map(searchableText) };
  }
}

/** What is searched of a message's content, in the form of `searchableText`. */
export interface SearchFields {
  readonly body: string;
  readonly filenames: readonly string[];
}
