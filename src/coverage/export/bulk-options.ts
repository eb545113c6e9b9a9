import type { BackendClient } from './access-token.ts';
import type { Ports } from './ports.ts';

export type BulkOptions = {
  /** FHIR base of the server. */
  readonly base: string;
  readonly client: BackendClient;
  readonly folder: string;
  /** A Group's id; absent: the whole system. */
  readonly group?: string;
  /** Instant: only what has changed since, and what was deleted. */
  readonly since?: string;
  readonly ports: Ports;
  readonly mostMinutes?: number;
  readonly progress?: (event: ExportProgress) => void;
};

export type ExportProgress =
  | { readonly at: 'waiting'; readonly said: string }
  | { readonly at: 'file'; readonly done: number; readonly of: number; readonly bytes: number };

export const exportedTypes = [
  'Organization',
  'Patient',
  'Encounter',
  'QuestionnaireResponse',
  'Observation',
  'ServiceRequest',
  'Task',
] as const;
