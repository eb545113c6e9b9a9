/** The demo EHR as a CDS client: what the chart asks a CDS Hooks service, and what it tells it. */
export { type Reminder, type Reminders, reminders, type Shown } from './reminders.ts';
export { type Signing, signing } from './signing.ts';
