/**
 * The code of Ajv in fewer words, for each of its hundreds of places where an error is noted. Ajv has no options
 * for these; what it writes otherwise after an update stays as it is, and only the size grows.
 */
export function shorten(code: string): string {
  const short = rules.reduce((text, [pattern, replacement]) => text.replaceAll(pattern, replacement), code);
  // Named in some places and gone from others, they would fail only in the call that comes by.
  if (/\b(?:parentData|rootData)\b/.test(short)) throw new Error('Ajv writes its arguments in another way');
  return `${short}\n${helpers}`;
}

const rules: readonly (readonly [RegExp, string])[] = [
  // Sentences for people name the value, not the place in the schema.
  [/schemaPath:"(?:[^"\\]|\\.)*",/g, ''],
  // Only keywords of one's own would use them.
  [
    /,\s*parentData(?::[^,{}]+)?,\s*parentDataProperty(?::[^,{}]+)?,\s*rootData(?:=data)?(?:,\s*dynamicAnchors(?:=\{\})?)?(?=\})/g,
    '',
  ],
  [
    /^(const err\d+ = )(?!.*propertyName)\{instancePath,keyword:("\w+"),params:(.+)\};$/gm,
    '$1errorAt(instancePath,$2,$3);',
  ],
  [
    /^(const err\d+ = )(?!.*propertyName)\{instancePath:([^,\n]+),keyword:("\w+"),params:(.+)\};$/gm,
    '$1errorAt($2,$3,$4);',
  ],
  [
    /if\(vErrors === null\)\{\s*vErrors = \[(err\d+)\];\s*\}\s*else \{\s*vErrors\.push\(\1\);\s*\}/g,
    'vErrors = joined(vErrors,[$1]);',
  ],
  [/vErrors === null \? (\w+\.errors) : vErrors\.concat\(\1\)/g, 'joined(vErrors,$1)'],
];

const helpers = `
function errorAt(instancePath, keyword, params) {
  return { instancePath, keyword, params };
}
function joined(errors, more) {
  if (errors === null) return more;
  // Not by concat, which would copy the list for each item of a long array that is wrong throughout.
  for (const error of more) errors.push(error);
  return errors;
}
`;
