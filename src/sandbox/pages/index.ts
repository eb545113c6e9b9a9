import { Hono } from 'hono';
import type { FhirResource } from '../../fhir/index.ts';
export type PagesOptions = {
  readonly resources: (type?: string) => readonly FhirResource[];
  readonly launchUrl: (launch: { patient?: string }) => string;
  readonly openLaunch: (launch: { patient: string }) => string;
  readonly appOrigin: string;
  readonly today: string;
};
export function pages(_o: PagesOptions): Hono {
  return new Hono().get('/', (c) => c.html('<p>hej'));
}
export function problemPage(problem: string): string {
  return `<p>${problem.replaceAll(/[<&]/g, '')}`;
}
