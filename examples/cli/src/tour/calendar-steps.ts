import { people } from '@sidecar/sandbox';
import { standIn } from '../sandbox/stand-in.ts';
import type { SandboxSession } from './sandbox-session.ts';
import { expect, type TourGuide } from './tour-guide.ts';

const [ada, grace] = people;
const dayMs = 86_400_000;

/** Connects Ada's calendar: the same account at Google, a second plugin with scopes of its own. */
export async function connectCalendar(
  guide: TourGuide,
  { sidecar, sandbox, signal }: SandboxSession,
): Promise<void> {
  await guide.step('Connect Google Calendar (the account that Gmail has)', {
    work: async () => {
      await sidecar.connect('google-calendar', { via: standIn(sandbox, { login: ada.login }), signal });
      const status = await sidecar.status('google-calendar');
      expect(status.state === 'connected', `Google Calendar is ${status.state}.`);
      return status;
    },
    tell: ({ identity = '' }) => [
      `Connected as ${identity}. Disconnecting one of the two leaves the other alone.`,
    ],
  });
}

/** Finds a free hour tomorrow, plans a meeting, and finds it again. */
export async function planMeeting(guide: TourGuide, { sidecar, signal }: SandboxSession): Promise<void> {
  const tomorrow = new Date(Date.now() + dayMs).toISOString().slice(0, 10);
  const hours = { from: `${tomorrow}T09:00`, to: `${tomorrow}T18:00` };
  const calendars = [ada.login, grace.login];
  const free = await guide.step('Find time for two people (freebusy)', {
    work: async () => {
      const found = await sidecar.run('google-calendar.freebusy', { ...hours, calendars }, { signal });
      const [first] = found.free;
      expect(first !== undefined, 'Nobody has any time tomorrow.');
      return first;
    },
    tell: ({ start, end }) => [`Both are free from ${start} to ${end}.`],
  });
  const planned = await guide.step('Plan a meeting (events_create)', {
    work: () =>
      sidecar.run(
        'google-calendar.events_create',
        {
          title: 'Operation 21',
          start: free.start,
          attendees: [grace.login],
          notify: 'none',
          meet_link: true,
        },
        { signal },
      ),
    tell: ({ title, start, attendees }) => [
      `${title}, ${start}, with ${attendees.map(({ email }) => email).join(', ')}`,
    ],
  });
  await guide.step('List the day (events_list)', {
    work: async () => {
      const { events } = await sidecar.run(
        'google-calendar.events_list',
        { from: tomorrow, to: tomorrow },
        { signal },
      );
      expect(
        events.some(({ event_id }) => event_id === planned.event_id),
        'The new event is not in the list.',
      );
      return events;
    },
    tell: (events) => events.map(({ start, title }) => `${start}: ${title}`),
  });
}
