import { expect, test } from 'vitest';
import { barsOf } from './bars.ts';

const names = { name: 'district', type: 'text', values: ['老城', '滨江', '北区'] } as const;
const values = { name: 'depth', type: 'number', values: [40, null, -10] } as const;

test('bars begin at zero, below it on its left; no data has no length', () => {
	expect(barsOf([values, names], {})).toEqual({
		nameTitle: 'district',
		valueTitle: 'depth',
		bars: [
			{ name: '老城', value: 40, from: 0.2, length: 0.8 },
			{ name: '滨江', value: null, from: 0.2, length: 0 },
			{ name: '北区', value: -10, from: 0, length: 0.2 }
		]
	});
});

test('the columns are those that were chosen', () => {
	const other = { name: 'speed', type: 'number', values: [1, 2, 3] } as const;
	expect(barsOf([other, values, names], { label: 'district', value: 'depth' })?.valueTitle).toBe('depth');
	expect(barsOf([values, names], { value: 'gone' })).toBeUndefined();
	expect(barsOf([], {})).toBeUndefined();
});
