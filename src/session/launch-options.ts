/** Where the site's list of EHRs stands, and the address registered with them as the place to return to. */
export type LaunchOptions = { readonly registrationsUrl: string; readonly redirectUrl: string };
