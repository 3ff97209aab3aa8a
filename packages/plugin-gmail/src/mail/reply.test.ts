import { describe, expect, it } from 'vitest';
import { formatAddress } from './mail-addresses.ts';
import { replyRecipients, replyReferences, replySubject } from './reply.ts';

function headers(record: Record<string, string>) {
  return Object.entries(record).map(([name, value]) => ({ name, value }));
}

async function recipients(record: Record<string, string>, all: boolean) {
  const { to, cc } = await replyRecipients(headers(record), 'me@x.example', all);
  return { to: to.map(formatAddress), cc: cc.map(formatAddress) };
}

const original = {
  From: 'Ada <ada@x.example>',
  To: 'Me <ME@x.example>, Bob <bob@x.example>',
  Cc: 'carl@x.example, me+list@x.example, BOB@x.example',
};

describe('who an answer goes to', () => {
  it('is the sender, or whoever Reply-To names', async () => {
    expect(await recipients(original, false)).toEqual({ to: ['Ada <ada@x.example>'], cc: [] });
    const redirected = { ...original, 'Reply-To': 'Desk <desk@x.example>' };
    expect(await recipients(redirected, false)).toEqual({ to: ['Desk <desk@x.example>'], cc: [] });
  });

  it('is everyone once but oneself, when all are wanted', async () => {
    expect(await recipients(original, true)).toEqual({
      to: ['Ada <ada@x.example>'],
      cc: ['Bob <bob@x.example>', 'carl@x.example'],
    });
  });

  it('is whoever got it, when it is one’s own mail', async () => {
    const own = { From: 'me@x.example', To: 'ada@x.example', Cc: 'carl@x.example' };
    expect(await recipients(own, false)).toEqual({ to: ['ada@x.example'], cc: [] });
    expect(await recipients(own, true)).toEqual({ to: ['ada@x.example'], cc: ['carl@x.example'] });
  });

  it('is oneself for a note to oneself', async () => {
    expect(await recipients({ From: 'me@x.example', To: 'me@x.example' }, true)).toEqual({
      to: ['me@x.example'],
      cc: [],
    });
  });

  it('is nobody for a mail without sender', async () => {
    expect(await recipients({ Subject: 'x' }, true)).toEqual({ to: [], cc: [] });
  });
});

describe('the subject of an answer', () => {
  it.each([
    ['Trip', 'Re: Trip'],
    ['Re: Trip', 'Re: Trip'],
    ['RE : re[2]: Re: Trip', 'Re: Trip'],
    ['Fwd: Trip', 'Re: Fwd: Trip'],
    ['Report', 'Re: Report'],
    ['', 'Re:'],
  ])('of %j is %j', async (subject, expected) => {
    expect(await replySubject(headers({ Subject: subject }))).toBe(expected);
  });
});

describe('the place of an answer in its conversation', () => {
  it('is after what was answered', () => {
    const references = replyReferences(headers({ 'Message-Id': '<c@x>', References: '<a@x>\r\n <b@x>' }));
    expect(references).toEqual({ inReplyTo: '<c@x>', references: ['<a@x>', '<b@x>', '<c@x>'] });
  });

  it('follows In-Reply-To where there are no References', () => {
    const references = replyReferences(headers({ 'Message-ID': '<c@x>', 'In-Reply-To': '<b@x> <z@x>' }));
    expect(references.references).toEqual(['<b@x>', '<c@x>']);
  });

  it('leaves out what is no id, and has none without a Message-ID', () => {
    expect(replyReferences(headers({ References: '6B7EC <a@x> <b x@y>' }))).toEqual({
      references: ['<a@x>'],
    });
  });

  it('keeps the first and the last of a long conversation', () => {
    const ids = Array.from({ length: 50 }, (_, index) => `<${index}@x>`);
    const { references } = replyReferences(headers({ 'Message-ID': '<last@x>', References: ids.join(' ') }));
    expect(references).toHaveLength(20);
    expect([references[0], references.at(-1)]).toEqual(['<0@x>', '<last@x>']);
  });
});
