import type { Pack } from '../../routine/index.ts';
import type { GateItems } from './occasion-sql.ts';
import { type Definition, shipped } from './table.ts';

export function gateItems(pack: Pack): GateItems {
  return {
    conditions: pack.gate.conditions.map(({ item }) => item),
    reason: pack.gate.items.reason,
    planned: [pack.gate.items.nextDate, pack.gate.items.nextPerson],
    offered: [pack.agreement.service, pack.agreement.consent],
  };
}

/** The shipped view of occasions, with this pack's linkIds as its constants. */
export function occasionView(items: GateItems): Definition {
  const wanted = [...items.conditions, items.reason, ...items.planned, ...items.offered];
  const test = wanted.map((_, index) => `linkId = %item${index}`).join(' or ');
  const constants = wanted.map((item, index) => ({ name: `item${index}`, valueString: item }));
  const base = JSON.stringify(shipped.occasion);
  const view: Definition = JSON.parse(
    base.replace(/\(linkId = %item0 or [^)]*\)/, () => `(${test})`),
  );
  const kept = (view['constant'] as readonly { readonly name: string }[]).filter(
    ({ name }) => !/^item\d+$/.test(name),
  );
  return { ...view, constant: [...kept, ...constants] };
}
