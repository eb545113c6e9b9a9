/**
 * Why a launch stopped. The words for each come from locales/.
 * - `not-launched`: opened without the EHR, or reloaded after a launch; open it again from the chart
 * - `not-secure`: not https (loopback excepted), so the browser withholds its cryptography
 * - `hostile-parameter`: the launch address tried to decide something that is not its to decide
 * - `storage-denied`: a frame that may not remember anything across the login; open in an own window
 * - `discovery-failed`: the EHR's SMART configuration is missing or wrong
 * - `no-pkce`: the EHR does not promise PKCE with S256
 * - `state-mismatch`: the answer belongs to no login that this tab began, or began too long ago
 * - `issuer-mismatch`: the answer comes from another authorization server (RFC 9207)
 * - `refused-by-ehr`: the EHR said no at its login page
 * - `token-refused`: the EHR would not exchange the code for a token
 * - `identity-invalid`: the id_token does not hold
 * - `not-staff`: the person logged in is a patient or a relative
 * - `missing-patient`: the EHR named no patient
 * - `patient-unreadable`: the patient named could not be read, or was another one
 * - `registrations-invalid`: the site's own list of EHRs is missing or wrong
 * - `unreachable`: the EHR gave no answer
 */
type LaunchCode =
  | 'not-launched'
  | 'not-secure'
  | 'hostile-parameter'
  | 'unknown-issuer'
  | 'storage-denied'
  | 'registrations-invalid'
  | 'discovery-failed'
  | 'no-pkce'
  | 'state-mismatch'
  | 'issuer-mismatch'
  | 'refused-by-ehr'
  | 'token-refused'
  | 'identity-invalid'
  | 'not-staff'
  | 'missing-patient'
  | 'patient-unreadable'
  | 'unreachable';

/** `detail` is for whoever administers the app; it never holds a token, a code or a name. */
export type LaunchProblem = {
  readonly code: LaunchCode;
  readonly detail?: string;
};

export class LaunchError extends Error {
  readonly code: LaunchCode;
  readonly detail: string | undefined;
  constructor(code: LaunchCode, detail?: string, cause?: unknown) {
    super(detail === undefined ? code : `${code}: ${detail}`, { cause });
    this.name = 'LaunchError';
    this.code = code;
    this.detail = detail;
  }
}
