/**
 * The most this EHR grants an app. No `Condition.c`: an app does not add diagnoses here, and whoever asks for
 * it must read the scopes that were granted.
 */
export const policy: readonly string[] = [
  'openid',
  'fhirUser',
  'profile',
  'launch',
  'launch/patient',
  'launch/encounter',
  'online_access',
  'patient/*.rs',
  'patient/QuestionnaireResponse.cu',
  'patient/Observation.cu',
  'patient/ServiceRequest.cu',
  'patient/Task.cu',
  'patient/Provenance.c',
  'patient/DocumentReference.c',
  'user/Practitioner.rs',
  'user/PractitionerRole.rs',
  'user/Organization.rs',
  'user/Location.rs',
];
