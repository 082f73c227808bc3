import type { ContractCase } from '../../test/contract/case.js';
import { allCases } from '../../test/contract/cases/all.js';
import { type CaseClass, classOfKind } from '../../test/contract/classes.js';
import type { CaseResult, Finding } from '../../test/contract/report.js';

/** The failed cases that name the class of a fault: they are of it, or say that they found a mistake of it. */
export function killersOf(kind: CaseClass, cases: readonly CaseResult[]): string[] {
  const named = cases.filter(
    (result) => result.class === kind || result.failure?.findings.some((found) => isOf(kind, found)),
  );
  return named.filter(({ failure }) => failure !== undefined).map(({ id }) => id);
}

/** The cases that can name a class: those of it, and the checks of all answers with some that ask for answers. */
export function candidatesFor(kind: CaseClass): readonly ContractCase[] {
  const judged = Object.values(classOfKind).includes(kind);
  return allCases.filter(
    (item) => item.class === kind || item.judges !== undefined || (judged && asking.test(item.id)),
  );
}

const asking =
  /^list-workflows\/(?:token-|method-)|\/(?:lists|reads|describes|accepts|success|failure|walk|answers|unknown|keeps-plain|key-repeated|query-unknown|refuses-(?:null|selection-unknown))$/;

function isOf(kind: CaseClass, { kind: about }: Finding): boolean {
  return about !== 'semantics' && about !== 'connection' && classOfKind[about] === kind;
}
