import encounter from '../view-definitions/encounter.json' with { type: 'json' };
import followUp from '../view-definitions/follow_up.json' with { type: 'json' };
import occasion from '../view-definitions/occasion.json' with { type: 'json' };
import patient from '../view-definitions/patient.json' with { type: 'json' };
import referral from '../view-definitions/referral.json' with { type: 'json' };
import result from '../view-definitions/result.json' with { type: 'json' };
import unit from '../view-definitions/unit.json' with { type: 'json' };

/** What is staged, in the order it is read. Each comes from one view of one resource type. */
export const tableNames = [
  'unit',
  'patient',
  'encounter',
  'occasion',
  'result',
  'referral',
  'follow_up',
] as const;
export type TableName = (typeof tableNames)[number];

export type Definition = Readonly<Record<string, unknown>>;

/** The ViewDefinitions as shipped; `occasion` is filled in from the routine pack before use. */
export const shipped: Readonly<Record<TableName, Definition>> = {
  unit,
  patient,
  encounter,
  occasion,
  result,
  referral,
  follow_up: followUp,
};

/** What tells two rows of a table apart. */
export const keys: Readonly<Record<TableName, string>> = {
  unit: 'unit',
  patient: 'patient',
  encounter: 'encounter',
  occasion: 'occasion',
  result: 'result_id',
  referral: 'referral',
  follow_up: 'task',
};
