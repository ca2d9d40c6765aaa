import { Float64, Table, Utf8, makeVector, vectorFromArray, type Vector } from 'apache-arrow';
import { z } from 'zod';
import { centreOfGeometry } from '#lib/adapters/support/geometry-centre.ts';
import type { LngLat } from '#lib/model/geometry.ts';

type Scalar = string | number | boolean | null;

const collection = z.object({
	features: z.array(
		z.object({ properties: z.record(z.string(), z.unknown()).nullish(), geometry: z.unknown() })
	)
});

/** What we say of every area: a property of such a name is not taken. */
const OWN = ['row', 'lng', 'lat', 'area_m2'];
const EARTH = 6_371_008.8;
const RAD = Math.PI / 180;

/**
 * Areas of a GeoJSON collection as rows: `row`, `name`, the properties that are numbers or texts (a colon in their names
 * becomes `_`), the middle and the size. Holes count as parts of an area. Throws when it is no collection.
 */
export function areaTable(bytes: Uint8Array, nameProperty: string): Table {
	const { features } = collection.parse(JSON.parse(new TextDecoder().decode(bytes)));
	const properties = features.map((feature) => feature.properties ?? {});
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
	const centres = features.map(({ geometry }) => centreOfGeometry(geometry));
	const placed = centres.map((centre) => (centre.ok ? centre : undefined));
	columns['lng'] = numbers(placed.map((centre) => centre?.position[0] ?? null));
	columns['lat'] = numbers(placed.map((centre) => centre?.position[1] ?? null));
	columns['area_m2'] = numbers(placed.map((centre) => (centre ? sizeOf(centre.rings) : null)));
	return new Table(columns);
}

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
	return vectorFromArray(scalars.map(textOf), new Utf8());
}

const numbers = (values: readonly (number | null)[]): Vector => vectorFromArray(values, new Float64());

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
