import { z } from 'zod';
import { areaCollection } from '#lib/model/area-index.ts';
import type { CityManifest, DatasetOf } from '#lib/model/city.ts';
import { AppError } from '#lib/model/errors.ts';
import type { LngLat } from '#lib/model/geometry.ts';
import type { ZonesPart } from '#lib/model/scenario/city-parts.ts';
import { saidError } from '#lib/model/said-error.ts';
import type { ReadPackFile } from '../city-reader.ts';
import { lacksFile } from '../pack-table.ts';
import { ringCentre } from '#lib/model/ring.ts';

/** One areas dataset that says who lives and works in its areas. */
export interface AreaLevel {
	readonly zones: Omit<ZonesPart, 'counted'>;
	/** Areas with anybody in them. */
	readonly populated: number;
}

type Feature = z.infer<typeof areaCollection>['features'][number];

const people = z.object({ population: z.number().nonnegative(), jobs: z.number().nonnegative() });

/** Areas datasets all of whose areas have numbers named `population` and `jobs`; none when there are none. Throws PACK_BROKEN. */
export async function readAreaLevels(manifest: CityManifest, read: ReadPackFile): Promise<AreaLevel[]> {
	const datasets = manifest.datasets.filter((dataset) => dataset.kind === 'areas');
	const levels = await Promise.all(
		datasets.map(async (dataset) => {
			const bytes = await read(dataset.file);
			if (!bytes) throw saidError('PACK_BROKEN', lacksFile(dataset.file), { file: dataset.file });
			return levelOf(dataset, parse(bytes, dataset.file));
		})
	);
	return levels.filter((level) => level !== undefined);
}

function parse(bytes: Uint8Array, file: string): readonly Feature[] {
	try {
		return areaCollection.parse(JSON.parse(new TextDecoder().decode(bytes))).features;
	} catch (cause) {
		throw new AppError('PACK_BROKEN', { file, message: `${file} is no GeoJSON of polygons.` }, { cause });
	}
}

function levelOf(dataset: DatasetOf<'areas'>, features: readonly Feature[]): AreaLevel | undefined {
	const counts = features.map(({ properties }) => people.safeParse(properties));
	if (features.length === 0 || counts.some(({ success }) => !success)) return undefined;
	const areas = features.flatMap((feature, row) => {
		const ring = outerRing(feature);
		return ring ? [{ ring, properties: feature.properties ?? {}, ...counts[row]!.data!, row }] : [];
	});
	const codes = areas.map(({ properties, row }) => String(properties['code'] ?? row));
	const keys = new Set(codes).size === codes.length ? codes : areas.map(({ row }) => String(row));
	const english = areas.map(({ properties }) => filled(properties['name:en']) ?? null);
	const centres = areas.map(({ ring }) => ringCentre(ring).at);
	return {
		populated: areas.filter((area) => area.population + area.jobs > 0).length,
		zones: {
			key: keys,
			name: areas.map(({ properties }, row) => nameOf(properties, dataset) ?? keys[row]!),
			...(english.some((name) => name !== null) && { nameEn: english }),
			lng: Float64Array.from(centres, ([lng]) => lng),
			lat: Float64Array.from(centres, ([, lat]) => lat),
			residents: Float64Array.from(areas, ({ population }) => population),
			jobs: Float64Array.from(areas, ({ jobs }) => jobs),
			rings: areas.map(({ ring }) => ring)
		}
	};
}

/** The area's own name; the number that a cell has in its community. */
function nameOf(properties: Record<string, unknown>, { nameProperty }: DatasetOf<'areas'>) {
	const own = filled(properties[nameProperty ?? 'name']);
	if (own !== undefined) return own;
	const { community, number } = properties;
	return typeof community === 'string' && typeof number === 'number' ? `${community} ${number}` : undefined;
}

const filled = (text: unknown): string | undefined =>
	typeof text === 'string' && text !== '' ? text : undefined;

/** The largest outer ring, not closed. */
function outerRing({ geometry }: Feature): LngLat[] | undefined {
	const polygons = geometry?.type === 'Polygon' ? [geometry.coordinates] : (geometry?.coordinates ?? []);
	let [largest, found]: [number, LngLat[] | undefined] = [0, undefined];
	for (const [outer] of polygons) {
		if (!outer) continue;
		const ring = outer.slice(0, -1).map(([lng, lat]): LngLat => [lng, lat]);
		const { size } = ringCentre(ring);
		if (size > largest) [largest, found] = [size, ring];
	}
	return found;
}
