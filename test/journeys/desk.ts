import { readFileSync } from 'node:fs';
import type { FhirResource } from 'fhir/r4';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { type Nurse, nurse } from './nurse.ts';
import { openWorld, type Seat, type World } from './world.ts';

export const demoSite = JSON.parse(readFileSync('src/sandbox/site/site.json', 'utf8')) as object;

export type Desk = {
  readonly world: () => World;
  readonly seat: () => Seat;
  /** What the site has decided, until the test is over. */
  readonly decide: (site: object) => void;
  /** What stands in the EHR about the patient. */
  readonly kept: (patient: string) => readonly FhirResource[];
  readonly sitDownWith: (patient: string) => Promise<Nurse>;
  readonly answerNo: (she: Nurse) => Promise<void>;
  readonly answerNoOn: (patient: string) => Promise<Nurse>;
  /** She saves an all-no on the patient and closes the window. */
  readonly saveNoOn: (patient: string) => Promise<void>;
};

/** For a whole group of tests: an EHR that can be made to misbehave, and a nurse who sits down at it. */
export function desk(): Desk {
  let world: World;
  let seat: Seat;
  let site: object = demoSite;

  beforeAll(async () => {
    world = await openWorld(async () => JSON.stringify(site));
  });
  afterAll(() => world.close());
  afterEach(async () => {
    site = demoSite;
    world.demo.ehr.control.clearFaults();
    world.demo.ehr.control.behave();
    world.demo.ehr.control.serverProfile('full');
    world.demo.ehr.control.withholdScopes([]);
    expect(seat.complaints.filter((each) => !/status of (400|405|412|422)/.test(each))).toEqual([]);
    const known = [world.demo.app.url, world.demo.ehr.url];
    expect(seat.origins().filter((origin) => !known.includes(origin))).toEqual([]);
    await seat.context.close();
  });

  const sitDownWith = async (patient: string): Promise<Nurse> => {
    seat = await world.sitDown();
    await seat.page.goto(world.demo.ehr.control.launchUrl({ patient }));
    const she = nurse(seat.page);
    await she.button('gate.yes').waitFor();
    return she;
  };
  const answerNo = async (she: Nurse): Promise<void> => {
    await she.readAll();
    await she.pressText(/svaret var nej på varje/);
    await she.goOn();
    await she.goOn();
  };
  const answerNoOn = async (patient: string): Promise<Nurse> => {
    const she = await sitDownWith(patient);
    await she.passGate();
    await answerNo(she);
    return she;
  };
  return {
    world: () => world,
    seat: () => seat,
    decide: (decided) => {
      site = decided;
    },
    kept: (patient) =>
      world.written().filter((each) => JSON.stringify(each).includes(`Patient/${patient}"`)),
    sitDownWith,
    answerNo,
    answerNoOn,
    saveNoOn: async (patient) => {
      const she = await answerNoOn(patient);
      await she.save();
      await she.isSaved();
      await seat.context.close();
    },
  };
}
