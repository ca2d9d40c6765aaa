import { expect, test } from 'vitest';
import { buildingColours } from './building-colours.ts';

test('buildings have the colour of their class; new ones and those without a value are left as they are', () => {
	const tokens = ['--seq-1', undefined, '--seq-7', '--seq-7'];
	const { rgba } = buildingColours({
		rows: { keys: ['2', '0', 'new-1', '1'] },
		key: {
			...{ classes: [], same: 0, small: 0, missing: 1, alone: { a: 0, b: 0 } },
			tokenOf: (row) => tokens[row]
		},
		only: undefined,
		buildings: 3,
		colourOf: (token) => [token === '--seq-7' ? 7 : 1, 0, 0]
	});
	expect([...rgba]).toEqual([0, 0, 0, 254, 7, 0, 0, 255, 1, 0, 0, 255]);
});
