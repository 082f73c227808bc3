import { asObject, asString, componentName, entriesOf, type Json, type JsonObject } from './document.js';
import { header, print, printUnion, Source } from './print.js';

const limits = [
  'minLength',
  'maxLength',
  'pattern',
  'minProperties',
  'maxProperties',
  'minimum',
  'maximum',
] as const;

/** The limits and closed lists of the named schemas as plain constants, for code that must stay small. */
export function generateRules(document: JsonObject): string {
  const schemas = entriesOf(asObject(document.components, 'components').schemas, 'components.schemas');
  const rules = schemas.map(([name, schema]) => [name, ruleOf(schema, name)] as const).filter(isLimited);
  const enums = schemas.flatMap(([name, schema]) => {
    const values = asObject(schema, name).enum;
    return values === undefined ? [] : [[name, values] as const];
  });
  return `${header}
/** The limits of one named schema. A pattern is to be compiled with the \`u\` flag. */
export interface Rule {
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  /** The rule that the keys of the object must follow. */
  readonly propertyNames?: RuleName;
}

/** The schemas that have limits. */
export type RuleName =${printUnion(rules.map(([name]) => name))};

${rules.map(([name, rule]) => `export const ${constantOf(name)} = ${print(rule)} as const;\n`).join('')}
/** The limits of the named schemas; whoever needs few of them and must stay small imports those alone. */
export const rules = ${print(tableOf(rules.map(([name]) => name)))} as const satisfies Record<RuleName, Rule>;

/** The closed lists of values among the named schemas. */
export const enums = ${print(Object.fromEntries(enums))} as const;
`;
}

function constantOf(name: string): string {
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}Rule`;
}

function tableOf(names: readonly string[]): Record<string, Source> {
  return Object.fromEntries(names.map((name) => [name, new Source(constantOf(name))]));
}

function ruleOf(schema: Json, where: string): JsonObject {
  const source = asObject(schema, where);
  const rule: JsonObject = {};
  for (const keyword of limits) {
    const value = source[keyword];
    if (value !== undefined) rule[keyword] = value;
  }
  const names = source['x-property-names'];
  if (names !== undefined) {
    const ref = asString(asObject(names, where).$ref, `${where}.x-property-names.$ref`);
    rule.propertyNames = componentName(ref, 'schemas', where);
  }
  return rule;
}

function isLimited([, rule]: readonly [string, JsonObject]): boolean {
  return Object.keys(rule).length > 0;
}
