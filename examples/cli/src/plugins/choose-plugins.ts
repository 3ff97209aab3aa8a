import { givenPath } from '../given-path.ts';

/** What the command line says about plugins beside the built-in ones. */
export interface PluginFlags {
  readonly plugin?: readonly string[] | undefined;
  readonly pluginsFrom?: string | undefined;
}

/** Where plugins are looked for, and which of them may run. */
export interface PluginChoice {
  /** A folder, or its package.json, whose dependencies are looked at. */
  readonly from: string;
  /** Whether the person named that folder. */
  readonly isGiven: boolean;
  /** Packages that the person asked for by name: nothing else is executed. */
  readonly names: readonly string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

/** By flags, and by SIDECAR_PLUGINS: names of packages with commas or spaces between. */
export function choosePlugins(flags: PluginFlags, environment: Environment = process.env): PluginChoice {
  const always = (environment.SIDECAR_PLUGINS ?? '').split(/[,\s]+/).filter(Boolean);
  return {
    from: givenPath(flags.pluginsFrom || '.', environment),
    isGiven: Boolean(flags.pluginsFrom),
    names: [...new Set([...(flags.plugin ?? []), ...always])],
  };
}
