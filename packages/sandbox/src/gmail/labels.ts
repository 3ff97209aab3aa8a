/** A label of a mailbox. */
export interface Label {
  readonly id: string;
  readonly name: string;
  readonly type: 'system' | 'user';
  readonly messageListVisibility?: 'show' | 'hide';
  readonly labelListVisibility?: 'labelShow' | 'labelShowIfUnread' | 'labelHide';
}

const systemIds = [
  'INBOX',
  'SENT',
  'DRAFT',
  'SPAM',
  'TRASH',
  'UNREAD',
  'STARRED',
  'IMPORTANT',
  'CHAT',
  'CATEGORY_PERSONAL',
  'CATEGORY_SOCIAL',
  'CATEGORY_PROMOTIONS',
  'CATEGORY_UPDATES',
  'CATEGORY_FORUMS',
];

/** The labels that every mailbox has. */
export const systemLabels: readonly Label[] = systemIds.map((id) => ({ id, name: id, type: 'system' }));

/** Labels that Gmail sets itself: nobody may add or remove them. */
export const reservedLabels: ReadonlySet<string> = new Set(['SENT', 'DRAFT', 'CHAT']);

/** How a label is written in a query: lower case, with hyphens for what is not a word. */
export function labelInQuery(name: string): string {
  return name.toLowerCase().replace(/[\s/&()-]+/g, '-');
}
