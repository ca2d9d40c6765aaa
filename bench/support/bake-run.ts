import { mkdirSync } from 'node:fs';
import { openCityBaker } from '#tiles/bake/open-city-baker.ts';
import { linesOf, readBuilding } from './nyc-source.ts';

/** What one bake in a process of its own reports on stdout. */
export interface BakeRun {
	readonly copies: number;
	/** Features in the source: buildings and parts. */
	readonly read: number;
	readonly rejected: number;
	readonly parts: number;
	/** Buildings with a row and a body. */
	readonly rows: number;
	/** Reading, parsing and baking, wall clock. */
	readonly seconds: number;
	/** Of which reading and parsing. */
	readonly readSeconds: number;
	readonly cpuSeconds: number;
	readonly peakRssMb: number;
	readonly tiles: number;
	readonly leafGzip: number;
	readonly allGzip: number;
	readonly rawBytes: number;
	readonly rootGzip: number;
	readonly tilesetGzip: number;
}

const [source, copiesText, mostText, out] = process.argv.slice(2) as [string, string, string, string];
const copies = Number(copiesText);
const most = Number(mostText);
mkdirSync(out, { recursive: true });
const start = performance.now();
const baker = await openCityBaker({ out, onProgress: () => undefined });
let read = 0;
for (let copy = 0; copy < copies && read < most; copy++) {
	// Copies stand side by side, four a row, with a street's width between them.
	const shift = { lng: (copy % 4) * 0.114, lat: Math.floor(copy / 4) * 0.172, id: copy * 2e10 };
	for await (const line of linesOf(source)) {
		if (++read > most) break;
		const record = readBuilding(line, shift);
		await baker.building(record);
	}
}
const readSeconds = (performance.now() - start) / 1000;
const { figures, findings } = await baker.finish();
const seconds = (performance.now() - start) / 1000;
const usage = process.resourceUsage();
const figure = (name: string) => figures[name] ?? 0;
const run: BakeRun = {
	copies,
	read: Math.min(read, most),
	rejected: findings.filter(({ action }) => action === 'rejected').reduce((sum, { count }) => sum + count, 0),
	parts: figure('features') - figure('rows'),
	rows: figure('rows'),
	seconds,
	readSeconds,
	cpuSeconds: (usage.userCPUTime + usage.systemCPUTime) / 1e6,
	peakRssMb: Math.round(usage.maxRSS / 1024),
	tiles: figure('tiles'),
	leafGzip: figure('leafGzip'),
	allGzip: figure('leafGzip') + figure('levelGzip'),
	rawBytes: figure('leafBytes') + figure('levelBytes'),
	rootGzip: figure('rootGzip'),
	tilesetGzip: figure('tilesetGzip')
};
process.stdout.write(JSON.stringify(run));
