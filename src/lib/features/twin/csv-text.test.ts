import { expect, test } from 'vitest';
import { csvCell } from './csv-text.ts';

test('cells with commas, quotes or line ends stand in quotes', () => {
	expect(['plain', 'a, "b"', 'two\r\nlines'].map(csvCell)).toEqual(['plain', '"a, ""b"""', '"two\r\nlines"']);
});
