import { describe, expect, test } from 'vitest';
import { buildRoadNetwork } from '../road-network.ts';
import { readTntpNetwork } from './read-network.ts';
import { readTntpTrips } from './read-trips.ts';

const HEAD = '<NUMBER OF ZONES> 2\n<NUMBER OF NODES> 3\n<FIRST THRU NODE> 3\n';
const network = (links: number, rows: string, head = HEAD) =>
	readTntpNetwork(`${head}<NUMBER OF LINKS> ${links}\n<END OF METADATA>\n${rows}`, 'town_net.tntp');

describe('networks, as they are published', () => {
	test('tabs, comments, other entries, order and spaces of the metadata, and lines without an end do not matter', () => {
		const text = [
			'\uFEFF<NUMBER OF LINKS> 2\t\t\t',
			'<SCENARIO> "Build"',
			'<FIRST THRU NODE>\t3\t\t',
			'<ORIGINAL HEADER>~ \tInit node \tTerm node \tCapacity ;',
			'<NUMBER OF NODES>    3',
			'<NUMBER OF ZONES>\t2',
			'<END OF METADATA>\t\t\t',
			'\t\t\t',
			'~\tfrom\tto\tcapacity\tlength\tftime\tB\tPower\tspeed\ttoll\ttype\t',
			'\t1\t3\t1.49999e+006\t0.33\t7.5e-005\t4.30113069040083E-71\t16.83\t50\t0\t1;\t\t',
			'  3   2 1 0 0 0 0 0 0 ~ a connector'
		].join('\r\n');
		expect(readTntpNetwork(text, 'town_net.tntp')).toEqual({
			zones: 2,
			nodes: 3,
			firstThrough: 3,
			links: [
				{
					from: 1,
					to: 3,
					capacity: 1_499_990,
					length: 0.33,
					freeTime: 7.5e-5,
					b: 4.30113069040083e-71,
					power: 16.83,
					toll: 0
				},
				{ from: 3, to: 2, capacity: 1, length: 0, freeTime: 0, b: 0, power: 0, toll: 0 }
			]
		});
	});

	test('a row of names needs no sign of a comment', () => {
		expect(
			network(1, 'init term capacity length time b power speed toll type ;\n1 3 9 1 1 0 0 0 0 1 ;\n').links
		).toHaveLength(1);
	});

	test('columns beyond the toll are others’ business', () => {
		const [link] = network(1, '1 3 2880 0.9 2.26 0.25 4 24 19.2 2 north ;\n').links;
		expect(link).toMatchObject({ freeTime: 2.26, power: 4, toll: 19.2 });
	});

	test.each([
		[() => network(2, '1 3 9 1 1 0 0 0 0 ;'), 'town_net.tntp says <NUMBER OF LINKS> 2 and has 1'],
		[() => network(1, '\n1 3 9 1 1 0 0 ;'), 'town_net.tntp:7 has 7 columns'],
		[() => network(1, '1 3 9 1 1 0 0 0 0', HEAD.replace('<FIRST THRU NODE> 3', '')), '<FIRST THRU NODE>'],
		[() => readTntpNetwork(HEAD, 'town_net.tntp'), 'no line <END OF METADATA>']
	])('what cannot be read is said, with its line: case %#', (read, message) => {
		expect(read).toThrow(message);
	});

	test('a link without capacity is no closed one: it is named', () => {
		const table = network(2, '1 3 9 1 1 0 0 0 0;\n3 2 0 0.75 0 0.15 4 0 0;');
		expect(() => buildRoadNetwork(table.links, table)).toThrow('The capacity of link 2 (3 → 2) is 0');
	});
});

describe('trips, as they are published', () => {
	const trips = (rows: string) =>
		readTntpTrips(
			`<NUMBER OF ZONES> 3\n<TOTAL OD FLOW> 2.5e+007\n<END OF METADATA>\n${rows}`,
			'town_trips.tntp'
		);

	test('any number on a line, within a zone too, none, and the same pair twice', () => {
		const demand = trips(
			'\n~ by day\nOrigin  1 \n    1 :    5.0;     2 :  1e1;\n3:.5;2 : 1;\n\nORIGIN\t3\n\t1 :\t0.0;\t2 :\t7.199999999999999\n'
		);
		expect(demand).toMatchObject({ zones: 3, intrazonal: 5 });
		expect(demand.total).toBeCloseTo(23.7, 9);
		expect(
			demand.origins.map(({ origin, destinations, trips: counts }) => [
				origin,
				[...destinations],
				[...counts]
			])
		).toEqual([
			[0, [1, 2], [11, 0.5]],
			[2, [1], [7.199999999999999]]
		]);
	});

	test.each([
		['2 : 4;', 'town_trips.tntp:4: "2 : 4" is no `zone : trips` below an `Origin`'],
		['Origin 1\n2 : 4 3 : 5;', 'town_trips.tntp:5: "2 : 4 3 : 5"'],
		['Origin 1\n4 : 4;', 'The trips 1 → 4 need a zone that is not among 1 … 3'],
		['Origin 1\n2 : -4;', 'The trips 1 → 2 are -4'],
		['Origin 1\n2 : many;', 'The trips 1 → 2 are NaN']
	])('%j is refused', (rows, message) => {
		expect(() => trips(rows)).toThrow(message);
	});
});
