/** A reaction to a message, and who gave it. */
export interface Reaction {
  readonly name: string;
  readonly users: string[];
}

/** A message in a channel. */
export interface SlackMessage {
  readonly ts: string;
  readonly user: string;
  readonly text: string;
  readonly threadTs?: string | undefined;
  readonly broadcast?: boolean;
  readonly blocks?: readonly object[];
  readonly attachments?: readonly object[];
  readonly byBot?: boolean;
  readonly reactions: Reaction[];
}

/** A channel or a direct conversation. */
export interface SlackChannel {
  readonly id: string;
  /** The workspace that it belongs to. */
  readonly team: string;
  readonly kind: 'public' | 'private' | 'im';
  readonly name: string;
  readonly topic?: string;
  readonly purpose?: string;
  readonly archived?: boolean;
  readonly members: Set<string>;
  readonly messages: SlackMessage[];
}

/** A message that is sent later. */
export interface ScheduledMessage {
  readonly id: string;
  readonly channel: string;
  readonly text: string;
  /** Seconds since the epoch. */
  readonly postAt: number;
  readonly user: string;
  readonly threadTs?: string | undefined;
  readonly byBot: boolean;
}

/** Channels and messages, in memory; the newest message last. */
export class SlackStore {
  readonly channels: SlackChannel[] = [];
  scheduled: ScheduledMessage[] = [];
  #lastMicroseconds = 0;
  #scheduledNumber = 0;

  channel(id: string): SlackChannel | undefined {
    return this.channels.find((channel) => channel.id === id);
  }

  /** A time that no other message has. */
  nextTimestamp(atMs: number): string {
    this.#lastMicroseconds = Math.max(Math.floor(atMs * 1000), this.#lastMicroseconds + 1);
    const digits = String(this.#lastMicroseconds).padStart(7, '0');
    return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
  }

  add(channel: SlackChannel, message: Omit<SlackMessage, 'ts' | 'reactions'>, atMs: number): SlackMessage {
    const stored = { ...message, ts: this.nextTimestamp(atMs), reactions: [] };
    channel.messages.push(stored);
    return stored;
  }

  nextScheduledNumber(): number {
    this.#scheduledNumber += 1;
    return this.#scheduledNumber;
  }

  /** Sends what was scheduled for a time that has come. */
  deliver(atMs: number): void {
    const due = this.scheduled.filter(({ postAt }) => postAt * 1000 <= atMs);
    this.scheduled = this.scheduled.filter((message) => !due.includes(message));
    for (const { channel: id, text, user, threadTs, byBot, postAt } of due) {
      const channel = this.channel(id);
      if (channel) this.add(channel, { user, text, threadTs, byBot }, postAt * 1000);
    }
  }

  /** The direct conversation of two, which is made when it is not there. */
  conversationOf(team: string, members: readonly string[]): SlackChannel {
    const known = this.existingConversation(team, members);
    if (known) return known;
    const id = `D0${String(this.channels.length).padStart(8, '0')}`;
    const made: SlackChannel = { id, team, kind: 'im', name: '', members: new Set(members), messages: [] };
    this.channels.push(made);
    return made;
  }

  existingConversation(team: string, members: readonly string[]): SlackChannel | undefined {
    return this.channels.find(
      (channel) =>
        channel.kind === 'im' &&
        channel.team === team &&
        channel.members.size === new Set(members).size &&
        members.every((member) => channel.members.has(member)),
    );
  }
}
