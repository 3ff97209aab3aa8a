import { html } from './html.ts';
import { page } from './layout.ts';

/** A mail as the inbox shows it. */
export interface InboxMail {
  readonly from: string | null;
  readonly subject: string;
  readonly date: string | null;
  readonly unread: boolean;
}

/** The newest mail of a user's own mailbox. */
export function inboxPage({
  user,
  mails,
}: {
  readonly user: string;
  readonly mails: readonly InboxMail[];
}): string {
  const rows = mails.map(
    ({ from, subject, date, unread }) => html`<li${unread ? html` class="unread"` : undefined}>
<span class="from">${from}</span>
<span class="date">${date?.slice(0, 10)}</span>
<span class="subject">${subject || '(no subject)'}${unread ? html`<span class="hidden"> (unread)</span>` : undefined}</span>
</li>`,
  );
  return page({
    title: 'Inbox',
    current: '/inbox',
    user,
    body:
      rows.length > 0
        ? html`<ul class="card inbox">${rows}</ul>`
        : html`<p class="lead">The inbox is empty.</p>`,
  });
}
