import { expect, test } from 'vitest';
import { readOdTable } from './od-table.ts';

test('a table of trips is read by its column names; rows of one pair add up, and what stays in its zone is told apart', () => {
	const text = '\ufefftrips,Origin,note,destination\r\n10,1,a,2\r\n2.5,1,b,2\r\n4,2,"c, d",2\r\n0,2,,1\r\n';
	const { origins, total, intrazonal } = readOdTable(text, 'od.csv', 2);
	expect({ total, intrazonal }).toEqual({ total: 16.5, intrazonal: 4 });
	expect(origins.map(({ origin, destinations, trips }) => [origin, [...destinations], [...trips]])).toEqual([
		[0, [1], [12.5]]
	]);
});

test('what cannot be read is named with its row', () => {
	const read = (text: string) => () => readOdTable(text, 'od.csv', 2);
	expect(read('origin,destination,cars\n1,2,3')).toThrow('od.csv has no column trips');
	expect(read('origin,destination,trips\n1,2,3\n1,,5')).toThrow('od.csv: row 3 is "1, , 5"');
	expect(read('origin,destination,trips\n1,3,3')).toThrow(
		'The trips 1 → 3 need a zone that is not among 1 … 2.'
	);
	expect(read('origin,destination,trips\n1,2,-3')).toThrow('must be a number from 0 up');
	expect(read('origin,destination,trips\n1,2')).toThrow('od.csv is no CSV table');
});
