import { probeImport } from '../import/probe-import.ts';
import { readPluginPackage } from '../plugin-package.ts';
import type { PluginRules } from '../plugin-rule.ts';

/** What a plugin's package does and says. */
export const packageRules = {
  import: {
    level: 'bronze',
    sentence: 'does nothing when it is imported',
    check: async ({ options: { packageFolder, importLimitMs, report } }) => {
      const { name, entries } = await readPluginPackage(packageFolder);
      const problems: string[] = [];
      for (const entry of entries) {
        const specifier = `${name}${entry.slice(1)}`;
        const { effects, durationMs } = await probeImport(specifier, packageFolder);
        problems.push(...effects.map((effect) => `importing ${specifier} ${effect}`));
        if (durationMs === undefined) continue;
        report?.(`Importing ${specifier} took ${Math.round(durationMs)} ms.`);
        if (importLimitMs !== undefined && durationMs > importLimitMs)
          problems.push(
            `importing ${specifier} took ${Math.round(durationMs)} ms, more than ${importLimitMs}`,
          );
      }
      return problems;
    },
  },
} as const satisfies PluginRules;
