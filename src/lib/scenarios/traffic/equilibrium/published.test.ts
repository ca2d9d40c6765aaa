import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sharedData } from '../../../../../tests/e2e/fixture-city.ts';
import { CARD } from '../card.ts';
import { buildRoadNetwork } from '../road-network.ts';
import { readTntpNetwork } from '../tntp/read-network.ts';
import { readTntpTrips } from '../tntp/read-trips.ts';
import { assign } from './assign.ts';

const data = sharedData();
const folder = data && existsSync(`${data}/tntp`) ? `${data}/tntp` : undefined;
if (!folder)
	process.stderr.write(
		'Published equilibria are skipped: no folder tntp with the real data (CITYLOOP_TEST_DATA, default ../shared/data).\n'
	);

const read = (name: string) => readFileSync(`${folder}/${name}.tntp`, 'utf8');

/** Transportation Networks for Research: best-known flows; the objectives that belong to them. */
const PUBLISHED = [
	{ name: 'SiouxFalls', beckmann: 4_231_335.287107441, totalTravelTime: 7_480_225.344921119 },
	{ name: 'Anaheim', beckmann: 1_286_032.171096033, totalTravelTime: 1_419_913.851059391 }
];

describe.skipIf(!folder)('published equilibria', () => {
	test.each(PUBLISHED)('$name: gap, objective and every flow', ({ name, beckmann, totalTravelTime }) => {
		const table = readTntpNetwork(read(`${name}_net`), name);
		const network = buildRoadNetwork(table.links, table);
		const found = assign(network, readTntpTrips(read(`${name}_trips`), name), { gap: 1e-6 });

		expect(found.converged).toBe(true);
		expect(found.relativeGap).toBeLessThanOrEqual(1e-6);
		expect(Math.abs(found.beckmann / beckmann - 1)).toBeLessThan(1e-9);
		expect(Math.abs(found.totalTravelTime / totalTravelTime - 1)).toBeLessThan(1e-6);
		const figure = CARD.validation.find(({ what }) => what.en.replaceAll(' ', '').startsWith(name))!;
		expect(Math.abs(found.beckmann - figure.reached)).toBeLessThan(1e-3);
		expect(figure).toMatchObject({ expected: beckmann });
		const best = bestFlows(name);
		const largest = Math.max(...best.values());
		for (let link = 0; link < network.links; link++) {
			const published = best.get(`${network.from[link]! + 1} ${network.to[link]! + 1}`) ?? NaN;
			expect(Math.abs(found.flow[link]! - published) / largest).toBeLessThan(1e-3);
		}
	});
});

function bestFlows(name: string): Map<string, number> {
	const rows = read(`${name}_flow`).trim().split('\n').slice(1);
	return new Map(
		rows.map((row) => {
			const [from, to, volume] = row.trim().split(/\s+/);
			return [`${from} ${to}`, Number(volume)] as const;
		})
	);
}
