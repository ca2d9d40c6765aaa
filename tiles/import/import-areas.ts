import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AreaIndex } from '#lib/model/area-index.ts';
import type { Polygon } from '../source-records.ts';
import { readFeatures, type Properties } from './geojson-features.ts';
import type { ImportContext } from './import-context.ts';
import { inputError } from './input-error.ts';
import { keepPolygons } from './keep-polygons.ts';
import { pointInside, signedArea } from './point-inside.ts';
import { openSource } from './source-file.ts';
import { textOf } from './tag-values.ts';
import { writeTwin } from './write-twin.ts';

const NAME_PROPERTIES = [
	'name',
	'name:en',
	'BoroName',
	'boro_name',
	'NAME',
	'Name',
	'district',
	'label',
	'title'
];

/** Points are sorted by areas of which there are no more than a chart can tell apart. */
const MOST_TO_SORT_BY = 300;

/** Imports named polygons as `areas/<name>.geojson`; textual names become labels of districts. */
export async function importAreas(
	context: ImportContext,
	name: string,
	path: string,
	nameProperty: string | undefined
): Promise<void> {
	const { tally, signal, baker } = context;
	const kind = `areas:${name}`;
	tally.expect(kind);
	const source = await openSource(path);
	const stage = context.progress.stage(`${name} ${path}`, source.size);
	const folder = join(context.out, 'areas');
	await mkdir(folder, { recursive: true });
	const file = join(folder, `${name}.geojson`);
	const handle = await open(file, 'w');
	const seenProperties = new Set<string>();
	const labels: { text: string; english: string | undefined; lng: number; lat: number }[] = [];
	let property = nameProperty;
	let rows = 0;
	let done = 0;
	try {
		await handle.write('{"type":"FeatureCollection","features":[');
		for await (const batch of readFeatures(source, (bytes) => (done = bytes))) {
			signal.throwIfAborted();
			for (const feature of batch) {
				for (const key of Object.keys(feature.properties)) seenProperties.add(key);
				property ??= guessNameProperty(feature.properties);
				const polygons = keepPolygons(context, kind, path, feature);
				if (!polygons) continue;
				await handle.write(
					`${rows++ === 0 ? '\n' : ',\n'}${featureText(rows - 1, feature.properties, polygons)}`
				);
				const value = property === undefined ? undefined : feature.properties[property];
				const text = textOf(value);
				if (text !== undefined && typeof value === 'string' && !/^[\d.\s-]+$/.test(text)) {
					const [lng, lat] = pointInside(polygons);
					labels.push({ text, english: textOf(feature.properties['name:en']), lng, lat });
				}
			}
			stage.update(done, rows);
		}
		await handle.write('\n]}\n');
	} finally {
		await handle.close();
	}
	if (nameProperty !== undefined && !seenProperties.has(nameProperty))
		throw inputError({
			file: path,
			place: `property ${nameProperty}`,
			problem: 'no feature has it',
			cure: `use one of its properties: ${[...seenProperties].slice(0, 30).join(', ')}`
		});
	// The more there are of a city's areas, the smaller they are: their names wait until one is near.
	const rank = labels.length <= 10 ? 1 : labels.length <= 60 ? 2 : labels.length <= 300 ? 4 : 6;
	for (const { text, english, lng, lat } of labels)
		await baker.place({
			kind: 'district',
			class: name,
			name: text,
			...(english === undefined || english === text ? {} : { nameEn: english }),
			lng,
			lat,
			rank
		});
	const sorts = property !== undefined && rows > 0 && rows <= MOST_TO_SORT_BY;
	const namesEn = Object.fromEntries(
		labels.flatMap(({ text, english }) =>
			english === undefined || english === text ? [] : [[text, english]]
		)
	);
	if (sorts)
		context.areas.push({
			dataset: name,
			index: AreaIndex.of(JSON.parse(await readFile(file, 'utf8')), property)
		});
	await writeTwin(file);
	stage.end();
	const attribution = context.attribution(name);
	context.datasets.push({
		kind: 'areas',
		id: name,
		title: context.title(name),
		file: `areas/${name}.geojson`,
		rows,
		...(attribution === undefined ? {} : { attribution }),
		...(property === undefined ? {} : { nameProperty: property }),
		...(sorts && Object.keys(namesEn).length > 0 && { namesEn })
	});
}

function guessNameProperty(properties: Properties): string | undefined {
	return NAME_PROPERTIES.find((key) => typeof properties[key] === 'string' && properties[key] !== '');
}

/** RFC 7946: closed rings, outer ones counter-clockwise, seven decimals (a centimetre). */
function featureText(id: number, properties: Properties, polygons: readonly Polygon[]): string {
	const coordinates = polygons.map((polygon) =>
		polygon.map((ring, at) => {
			const forward = signedArea(ring) > 0 === (at === 0);
			const count = ring.length / 2;
			const positions: [number, number][] = [];
			for (let step = 0; step <= count; step++) {
				const vertex = (forward ? step : count - step) % count;
				positions.push([rounded(ring[vertex * 2]!), rounded(ring[vertex * 2 + 1]!)]);
			}
			return positions;
		})
	);
	const geometry =
		coordinates.length === 1
			? { type: 'Polygon', coordinates: coordinates[0] }
			: { type: 'MultiPolygon', coordinates };
	return JSON.stringify({ type: 'Feature', id, properties, geometry });
}

function rounded(degrees: number): number {
	return Math.round(degrees * 1e7) / 1e7;
}
