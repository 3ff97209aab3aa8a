import type { ConnectionState } from '@sidecar/core';
import { integrations } from './catalog.ts';
import { statusRemedy } from './describe-status.ts';
import type { Session } from './session.ts';
import { integrationsTable } from './terminal/integrations-table.ts';
import { printableJson, printableLine } from './terminal/printable.ts';
import { stateMark } from './terminal/state-mark.ts';

/** The table's sign alone does not say enough of these. */
const troubles: ReadonlySet<ConnectionState> = new Set(['degraded', 'needs_reauth', 'not_configured']);

/** Prints every integration, and what has to be done where something has. */
export async function showIntegrations({ sidecar, out, json, prefix }: Session): Promise<void> {
  const statuses = await sidecar.statuses();
  if (json) return out.line(printableJson(statuses));
  const rows = statuses.map((status) => ({ status, description: descriptionOf(status.integration) }));
  for (const line of integrationsTable(rows, out, prefix)) out.line(line);
  for (const status of statuses.filter(({ state }) => troubles.has(state))) {
    const mark = out.isUnicode ? `${stateMark(status.state, out)} ` : '';
    const text = [status.reason ?? status.name, statusRemedy(status, prefix)].filter(Boolean).join(' ');
    out.line(mark + printableLine(text));
  }
}

function descriptionOf(id: string): string {
  return integrations.find((plugin) => plugin.id === id)?.description.replace(/\.$/, '') ?? '';
}
