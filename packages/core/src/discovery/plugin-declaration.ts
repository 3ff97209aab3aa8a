import { z } from 'zod';

/** What a plugin's package.json says of it, so that nobody has to import it to know. */
export interface PluginDeclaration {
  /** The export that is the plugin's factory. */
  readonly exportName: string;
}

/** The version of the plugin contract that this copy of core knows. */
const knownSpecification = 'v1';

const versionSchema = z.object({ specificationVersion: z.string().regex(/^v\d{1,4}$/) });
const declarationSchema = z.object({ export: z.string().regex(/^[A-Za-z_$][\w$]{0,99}$/) });
const keywordsSchema = z.array(z.unknown());

/** Whether a package says that it is a plugin. */
export function isPluginPackage(manifest: Readonly<Record<string, unknown>>): boolean {
  const keywords = keywordsSchema.safeParse(manifest.keywords);
  return keywords.success && keywords.data.includes('sidecar-plugin');
}

/** Reads the field `"sidecar": { "specificationVersion": "v1", "export": "notes" }`. */
export function readDeclaration(
  manifest: Readonly<Record<string, unknown>>,
):
  | { readonly kind: 'declared'; readonly declaration: PluginDeclaration }
  | { readonly kind: 'undeclared' }
  | { readonly kind: 'unknown-specification'; readonly version: string } {
  // The version first: what else a newer specification wants to have declared is not known here.
  const versioned = versionSchema.safeParse(manifest.sidecar);
  if (!versioned.success) return { kind: 'undeclared' };
  const { specificationVersion: version } = versioned.data;
  if (version !== knownSpecification) return { kind: 'unknown-specification', version };
  const declared = declarationSchema.safeParse(manifest.sidecar);
  if (!declared.success) return { kind: 'undeclared' };
  return { kind: 'declared', declaration: { exportName: declared.data.export } };
}
