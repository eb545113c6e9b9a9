/** What the patient sees, and whoever logs in on the patient's behalf. */
export { type Login, loginsOf } from './login.ts';
export { type Labels, type Portal, portal } from './portal.ts';
