import { readFileSync } from 'node:fs';
import type { Metafile } from 'esbuild';
import { licenceText, mit, packagesOf } from './packages.js';

const generated = 'src/generated/validators.js';

/** The names, versions and licences of the packages whose code is bundled into this one. */
export function notices(metafiles: readonly Metafile[]): string {
  const inputs = metafiles.flatMap((metafile) =>
    Object.values(metafile.outputs).flatMap((output) => bundledInputs(output.inputs)),
  );
  const files = inputs.includes(generated) ? [...inputs, ...filesInValidators()] : inputs;
  const sections = packagesOf(files).map((found) => {
    return `${found.name} ${found.version} (${found.license})\n\n${licenceText(found)}\n`;
  });
  const line = '\n---\n\n';
  return `This package holds code of the packages named below, under their own licences.\n${line}${sections.join(line)}${line}The MIT License\n\n${mit}\n`;
}

// Inputs of which nothing was kept are listed too, with no bytes.
function bundledInputs(inputs: Metafile['outputs'][string]['inputs']): string[] {
  return Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : []));
}

// The validators are a bundle themselves: their first lines name the packages in them.
function filesInValidators(): string[] {
  const list = /^\/\/ Bundles (.*);/m.exec(readFileSync(generated, 'utf8'))?.[1];
  if (list === undefined) throw new Error(`${generated} does not name the packages that it bundles`);
  return list.split(', ').map((item) => `node_modules/${item.split(' ')[0]}/`);
}
