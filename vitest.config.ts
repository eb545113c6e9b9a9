import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    reporters: ['./test/reporter.ts'],
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            'src/**/*.test.{ts,tsx}',
            'test/*.test.ts',
            'test/{content,fhir-packages,form,matrix,mutants,simulation}/**/*.test.ts',
            'test/attack/{fuzz,ledger,supply}/**/*.test.ts',
          ],
          // Generous: a busy machine is not a failure. What must be fast is asserted in the bench.
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
      {
        test: {
          name: 'journeys',
          include: ['test/{journeys,residue,attack/xss}/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          maxWorkers: 2,
          // After the unit tests, so that the browsers have the machine to themselves.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
