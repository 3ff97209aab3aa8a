import { blocksToMrkdwn } from './blocks-to-mrkdwn.ts';
import { escapeMrkdwn } from './escape-mrkdwn.ts';
import { type Fields, fieldsIn } from './fields-in.ts';
import { textOf } from './text-of.ts';

/**
 * What people read in the attachments of a message (an app's cards, previews of links, shared messages), in Slack's own
 * text format.
 * @see https://docs.slack.dev/legacy/legacy-messaging/legacy-secondary-message-attachments
 */
export function attachmentsToMrkdwn(attachments: unknown): string {
  const parts = fieldsIn(attachments).map(attachmentText);
  return parts.filter((part) => part !== '').join('\n');
}

function attachmentText(attachment: Fields): string {
  const {
    pretext,
    author_name: author,
    title,
    title_link: link,
    text,
    fallback,
    blocks,
    footer,
  } = attachment;
  const inBlocks = blocksToMrkdwn(blocks);
  const lines = [
    textOf(pretext),
    escapeMrkdwn(textOf(author)),
    heading(textOf(title), textOf(link)),
    inBlocks || textOf(text),
    ...fieldsIn(attachment.fields).map(fieldText),
  ].filter((line) => line !== '');
  // A fallback says the same again, for clients that show nothing else.
  if (lines.length === 0) return textOf(fallback);
  return [...lines, escapeMrkdwn(textOf(footer))].filter((line) => line !== '').join('\n');
}

function heading(title: string, link: string): string {
  if (title === '') return '';
  return /^https?:\/\/[^\s<>|]+$/.test(link)
    ? `<${escapeMrkdwn(link)}|${escapeMrkdwn(title)}>`
    : escapeMrkdwn(title);
}

function fieldText({ title, value }: Fields): string {
  const [name, said] = [escapeMrkdwn(textOf(title)), textOf(value)];
  return name !== '' && said !== '' ? `${name}: ${said}` : name || said;
}
