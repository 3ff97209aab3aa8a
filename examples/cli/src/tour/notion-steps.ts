import { people } from '@sidecar/sandbox';
import { freePort } from '../free-port.ts';
import { standIn } from '../sandbox/stand-in.ts';
import type { SandboxSession } from './sandbox-session.ts';
import { expect, type TourGuide } from './tour-guide.ts';

const [ada] = people;
const content = '## Agenda\n\n- [ ] Read the **table**\n- [x] Find the sign\n\n> Notes on an engine.';

/** Connects Notion, which compares the callback address exactly and speaks JSON at its token endpoint. */
export async function connectNotion(
  guide: TourGuide,
  { sidecar, sandbox, signal, place }: SandboxSession,
): Promise<void> {
  await guide.step('Connect Notion (registered callback address)', {
    work: async () => {
      const port = await freePort(place.callbackPorts);
      await sidecar.connect('notion', { via: standIn(sandbox, { login: ada.login, port }), signal });
      const status = await sidecar.status('notion');
      expect(status.state === 'connected', `Notion is ${status.state}.`);
      return status;
    },
    tell: ({ identity = '' }) => [`Connected as ${identity}.`],
  });
}

/** Asks a database by the names of its properties, writes a page as Markdown, and reads it back. */
export async function useNotion(guide: TourGuide, { sidecar, signal }: SandboxSession): Promise<void> {
  await guide.step('Ask a database (database_query)', {
    work: async () => {
      const { rows } = await sidecar.run(
        'notion.database_query',
        {
          database: 'Tasks',
          filters: [{ property: 'Status', operator: 'not_equals', value: 'Done' }],
          limit: 3,
        },
        { signal },
      );
      expect(rows.length > 0, 'There are no open tasks.');
      return rows;
    },
    tell: (rows) => rows.map(({ title }) => `Open: ${title}`),
  });
  const page = await guide.step('Write a page (pages_create)', {
    work: () =>
      sidecar.run(
        'notion.pages_create',
        { title: 'Operation 21', parent: 'Analytical Engine', content },
        { signal },
      ),
    tell: ({ title }) => [`"${title}" below the page Analytical Engine`],
  });
  await guide.step('Read it as Markdown (pages_read)', {
    work: async () => {
      const read = await sidecar.run('notion.pages_read', { page: page.id }, { signal });
      expect(read.content.trim() === content, `The page came back as ${read.content}`);
      return read;
    },
    tell: (read) => read.content.split('\n').filter((line) => line.trim() !== ''),
  });
}
