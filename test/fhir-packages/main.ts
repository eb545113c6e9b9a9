import { writeFileSync } from 'node:fs';
import { evaluate } from '../../src/web/content/fhirpath-whole.ts';
import { publishedQuestionnaires } from './questionnaires.ts';
import { supportPage } from './support-page.ts';

/** `npm run support`: writes the page that says what of HL7's published questionnaires is supported. */
writeFileSync('docs/questionnaire-support.md', supportPage(publishedQuestionnaires(), evaluate));
