import { expect, test } from 'vitest';
import { csvOfDifference } from './difference-csv.ts';

test('the file names metric, unit and both instants, and leaves empty what a side does not say', () => {
	const said = (value: number) => ({ value, observedAt: 0, stale: false });
	const text = csvOfDifference(
		[
			{ urn: 'p1', title: 'Pole, east', at: [1.5, 2], a: said(11), b: said(22), delta: 11, percent: 100 },
			{
				urn: 'p2',
				title: 'New',
				at: undefined,
				a: undefined,
				b: said(7),
				delta: undefined,
				percent: undefined
			}
		],
		{ name: 'dust', unit: 'ug/m3' },
		[Date.UTC(2026, 10, 25, 8), Date.UTC(2026, 10, 26, 8)]
	);
	expect(text.split('\r\n')).toEqual([
		'id,title,lng,lat,there,A dust (ug/m3) 2026-11-25T08:00:00.000Z,B dust (ug/m3) 2026-11-26T08:00:00.000Z,B - A,percent of A',
		'p1,"Pole, east",1.5,2,A and B,11,22,11,100',
		'p2,New,,,B,,7,,',
		''
	]);
});
