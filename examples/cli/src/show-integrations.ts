import type { ConnectionState } from '@sidecar/core';
import { statusRemedy } from './describe-status.ts';
import type { Session } from './session.ts';
import { integrationsTable } from './terminal/integrations-table.ts';
import { printableJson, printableLine } from './terminal/printable.ts';
import { stateMark } from './terminal/state-mark.ts';

/** The table's sign alone does not say enough of these. */
const troubles: ReadonlySet<ConnectionState> = new Set(['degraded', 'needs_reauth', 'not_configured']);

/** Prints every integration, and what has to be done where something has. */
export async function showIntegrations(session: Session): Promise<void> {
  const { sidecar, catalog, out, json, prefix } = session;
  const statuses = await sidecar.statuses();
  if (json) return out.line(printableJson(statuses));
  const rows = statuses.map((status) => ({
    status,
    description: catalog.find(status.integration)?.description.replace(/\.$/, '') ?? '',
  }));
  for (const line of integrationsTable(rows, out, prefix)) out.line(line);
  for (const status of statuses.filter(({ state }) => troubles.has(state))) {
    const mark = out.isUnicode ? `${stateMark(status.state, out)} ` : '';
    const text = [status.reason ?? status.name, statusRemedy(status, session)].filter(Boolean).join(' ');
    out.line(mark + printableLine(text));
  }
}
