import type { Words } from '#lib/model/alarm-rule.ts';
import type { CityManifest } from '#lib/model/city.ts';
import type { RoadsPart } from '#lib/model/scenario/city-parts.ts';
import type { Metres } from '#lib/model/units.ts';
import { NearestPoints } from '../nearest-points.ts';
import type { ReadPackFile } from '../city-reader.ts';
import { lacksFile, PackTable } from '../pack-table.ts';

const MISSING: Words = {
	zh: '数据包没有道路网，请导入城市道路。',
	en: 'This pack has no road graph: import the city with its roads.'
};

/** How far a signal of the dataset `traffic_signals` stands from the node that it belongs to, at most. */
const SIGNAL_REACH: Metres = 40;

/** Reads the road graph. Throws INPUT_EMPTY when the pack has none. */
export async function readRoads(manifest: CityManifest, read: ReadPackFile): Promise<RoadsPart> {
	const [nodes, links, points] = await Promise.all([
		PackTable.read(read, 'roads/nodes.arrow', MISSING),
		PackTable.read(read, 'roads/links.arrow', MISSING),
		PackTable.read(read, 'roads/points.arrow', MISSING)
	]);
	const at = { lng: nodes.numbers('lng', Float64Array), lat: nodes.numbers('lat', Float64Array) };
	const rows = (name: string) => Uint32Array.from(links.numbers(name, Float64Array));
	return {
		nodes: at,
		links: {
			key: Array.from({ length: links.rows }, (_, row) => String(row)),
			from: rows('from'),
			to: rows('to'),
			class: links.texts('class').map((name) => name ?? 'unknown'),
			name: links.texts('name'),
			...(links.has('name_en') && { nameEn: links.texts('name_en') }),
			length: links.numbers('length', Float32Array),
			oneway: Int8Array.from(links.numbers('oneway', Float64Array)),
			maxSpeed: links.numbers('max_speed', Float32Array),
			lanes: links.numbers('lanes', Float32Array),
			capacity: links.numbers('capacity', Float32Array),
			greenShare: new Float32Array(links.rows).fill(NaN),
			bridge: Uint8Array.from(rows('bridge')),
			tunnel: Uint8Array.from(rows('tunnel')),
			closed: new Uint8Array(links.rows),
			...shapesOf(rows('first'), rows('count'))
		},
		points: shapePoints(rows('first'), rows('count'), points),
		signals: await readSignals(manifest, read, at)
	};
}

function shapesOf(first: Uint32Array, count: Uint32Array): { readonly starts: Uint32Array } {
	const starts = new Uint32Array(first.length + 1);
	count.forEach((points, link) => (starts[link + 1] = starts[link]! + points));
	return { starts };
}

/** Points link by link, whatever order the file has them in. */
function shapePoints(first: Uint32Array, count: Uint32Array, points: PackTable): RoadsPart['points'] {
	const total = count.reduce((sum, each) => sum + each, 0);
	const inOrder = (name: string) => {
		const column = points.numbers(name, Float64Array);
		const out = new Float64Array(total);
		let next = 0;
		first.forEach((begin, link) => {
			out.set(column.subarray(begin, begin + count[link]!), next);
			next += count[link]!;
		});
		return out;
	};
	return { lng: inOrder('lng'), lat: inOrder('lat') };
}

async function readSignals(
	manifest: CityManifest,
	read: ReadPackFile,
	nodes: RoadsPart['nodes']
): Promise<Uint8Array> {
	const signals = new Uint8Array(nodes.lng.length);
	const dataset = manifest.datasets.find(({ kind, id }) => kind === 'points' && id === 'traffic_signals');
	if (!dataset) return signals;
	const table = await PackTable.read(read, dataset.file, lacksFile(dataset.file));
	const [lng, lat] = [table.numbers('lng', Float64Array), table.numbers('lat', Float64Array)];
	const near = new NearestPoints(nodes.lng, nodes.lat);
	for (let row = 0; row < table.rows; row++) {
		if (Number.isNaN(lng[row]! + lat[row]!)) continue;
		const node = near.nearest(lng[row]!, lat[row]!, SIGNAL_REACH);
		if (node !== undefined) signals[node] = 1;
	}
	return signals;
}
