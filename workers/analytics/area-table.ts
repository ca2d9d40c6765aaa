import { Table, makeVector, type Vector } from 'apache-arrow';
import { centreOfGeometry } from '#lib/adapters/support/geometry-centre.ts';
import { field, isObject, type JsonObject } from '#lib/adapters/support/records.ts';
import type { LngLat } from '#lib/model/geometry.ts';
import { numberVector, textVector } from '../arrow-vectors.ts';

type Scalar = string | number | boolean | null;

/** What we say of every area: a property of such a name is not taken. */
const OWN = ['row', 'lng', 'lat', 'area_m2'];
const EARTH = 6_371_008.8;
const RAD = Math.PI / 180;

/**
 * Areas of a GeoJSON collection as rows: `row`, `name`, the properties that are numbers or texts (a colon in their names
 * becomes `_`), the middle and the size. Holes count as parts of an area. Throws when it is no collection.
 */
export function areaTable(bytes: Uint8Array, nameProperty: string): Table {
	const features = featuresOf(JSON.parse(new TextDecoder().decode(bytes)));
	const properties = features.map((feature) => objectOf(field(feature, 'properties')));
	const columns: Record<string, Vector> = {
		row: makeVector(Uint32Array.from(features, (_, row) => row))
	};
	const taken = new Set(OWN);
	const add = (name: string, values: readonly unknown[]) => {
		const column = taken.has(name.toLowerCase()) ? undefined : scalarColumn(values);
		if (!column) return;
		taken.add(name.toLowerCase());
		columns[name] = column;
	};
	add(
		'name',
		properties.map((of) => textOf(of[nameProperty]))
	);
	for (const name of new Set(properties.flatMap((of) => Object.keys(of))))
		add(
			name.replaceAll(':', '_'),
			properties.map((of) => of[name])
		);
	const centres = features.map((feature) => centreOfGeometry(field(feature, 'geometry')));
	const placed = centres.map((centre) => (centre.ok ? centre : undefined));
	columns['lng'] = numbers(placed.map((centre) => centre?.position[0] ?? null));
	columns['lat'] = numbers(placed.map((centre) => centre?.position[1] ?? null));
	columns['area_m2'] = numbers(placed.map((centre) => (centre ? sizeOf(centre.rings) : null)));
	return new Table(columns);
}

/** Plain tests: schemas compile functions, which a page's content policy forbids. */
function featuresOf(collection: unknown): readonly JsonObject[] {
	const features = isObject(collection) ? field(collection, 'features') : undefined;
	if (Array.isArray(features) && features.every(isObject)) return features;
	throw new TypeError('it is no collection of features');
}

const objectOf = (value: unknown): JsonObject => (isObject(value) ? value : {});

/** Undefined for what is neither numbers nor texts, or says nothing. */
function scalarColumn(values: readonly unknown[]): Vector | undefined {
	const said = values.map((value) => value ?? null);
	if (
		said.every((value) => value === null) ||
		said.some((value) => typeof value === 'object' && value !== null)
	)
		return undefined;
	const scalars = said as readonly Scalar[]; // nothing else comes out of JSON
	if (scalars.every((value) => value === null || typeof value === 'number')) return numbers(scalars);
	return textVector(scalars.map(textOf));
}

const numbers = (values: readonly (number | null)[]): Vector =>
	numberVector(values.map((value) => value ?? NaN));

const textOf = (value: unknown): string | null =>
	value === null || value === undefined ? null : String(value as Scalar);

/** Square metres within rings, on a sphere that is flat within each of them. */
function sizeOf(rings: readonly (readonly LngLat[])[]): number {
	let total = 0;
	for (const ring of rings) {
		let twice = 0;
		ring.forEach(([lng, lat], at) => {
			const [nextLng, nextLat] = ring[(at + 1) % ring.length]!; // the ring has this one
			twice += (nextLng - lng) * (nextLat + lat);
		});
		const middle = ring.reduce((sum, [, lat]) => sum + lat, 0) / Math.max(1, ring.length);
		total += (Math.abs(twice) / 2) * (EARTH * RAD) ** 2 * Math.cos(middle * RAD);
	}
	return total;
}
