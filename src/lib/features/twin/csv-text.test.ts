import { expect, test } from 'vitest';
import { csvLines } from './csv-text.ts';

test('cells with commas, quotes or line ends stand in quotes, nothing is an empty cell, instants are ISO', () => {
	const columns = [
		{ name: 'name', type: 'text' as const, values: ['a, "b"', null] },
		{ name: 't', type: 'number' as const, values: [0, 1.5] },
		{ name: 'depth', type: 'number' as const, values: [0, 1.5] }
	];
	const result = { columns, rowCount: 2, truncated: false, milliseconds: 0 };
	expect(csvLines(result, new Set(['t']))).toBe(
		'"a, ""b""",1970-01-01T00:00:00.000Z,0\r\n,1970-01-01T00:00:00.001Z,1.5\r\n'
	);
});
