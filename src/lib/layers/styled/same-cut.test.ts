import { expect, test } from 'vitest';
import { isSameCut } from './same-cut.ts';

test('what is only drawn otherwise is the same cut, in whatever order it is said; other cells or classes are another', () => {
	const cells = { form: 'cells', cell: 200 } as const;
	expect(isSameCut(cells, { opacity: 0.5, raised: true, only: ['lowest'], cell: 200, form: 'cells' })).toBe(
		true
	);
	expect(isSameCut(cells, { form: 'cells', cell: 100 })).toBe(false);
	expect(isSameCut({}, { classes: { method: 'equal', count: 3 } })).toBe(false);
});
