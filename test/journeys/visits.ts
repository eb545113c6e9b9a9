import type { FhirResource } from 'fhir/r4';
import type { Desk } from './desk.ts';
import type { Nurse, Reply } from './nurse.ts';

export const passed = {
  'gate.alone': true,
  'gate.private': true,
  'gate.interpreter': true,
  'gate.time': true,
};

const put = ['afraid', 'controlled', 'hurt', 'sexual', 'prevented', 'withheld', 'earlier'];
export const asked = {
  afraid: /rädd för någon av/,
  controlled: /hotat dig, förnedrat/,
  hurt: /våldsam eller hårdhänt/,
  sexual: /gjort något sexuellt med dig, eller/,
  prevented: /pengar, telefon/,
  withheld: /Nekar någon/,
  earlier: /något sådant tidigare/,
};
type Asked = keyof typeof asked;

export const everyQuestion = (code: string, but: Readonly<Record<string, string>> = {}) => ({
  ...Object.fromEntries(put.map((question) => [question, code])),
  ...but,
});

const marksOf = ({ meta }: FhirResource): readonly string[] =>
  (meta?.tag ?? [])
    .filter(({ system }) => system?.endsWith('/sid/occasion'))
    .map(({ code = '' }) => code.replace(/#.*/, ''));

/** What every answered occasion leaves in the EHR when nothing is referred, with `questions` put. */
export const leaves = (questions: number) => ({
  QuestionnaireResponse: 1,
  Observation: 1 + questions,
  Provenance: 1,
});

type Visits = {
  readonly ask: (patient: string, answers?: Partial<Record<Asked, Reply>>) => Promise<Nurse>;
  readonly reviewAndSave: (she: Nurse) => Promise<void>;
  /** What this visit left: the patient's resources, and those that carry the same occasion's mark. */
  readonly kept: (patient: string) => readonly FhirResource[];
};

/** How a routine visit goes at a desk. */
export function visits(world: Desk['world'], sitDownWith: Desk['sitDownWith']): Visits {
  return {
    ask: async (patient, answers = {}) => {
      const she = await sitDownWith(patient);
      await she.passGate();
      for (const [question, text] of Object.entries(asked)) {
        await she.answer(text, answers[question as Asked] ?? 'no');
      }
      return she;
    },
    reviewAndSave: async (she) => {
      await she.goOn();
      await she.save();
      await she.isSaved();
    },
    kept: (patient) => {
      const written = world().written();
      const isAbout = (each: FhirResource): boolean =>
        JSON.stringify(each).includes(`Patient/${patient}"`);
      const marks = new Set(written.filter(isAbout).flatMap(marksOf));
      return written.filter((each) => isAbout(each) || marksOf(each).some((m) => marks.has(m)));
    },
  };
}
