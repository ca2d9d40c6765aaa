import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { cityManifest, type CityManifest } from '#lib/model/city.ts';
import { AppError } from '#lib/model/errors.ts';

export interface CityPack {
	readonly dir: string;
	readonly manifest: CityManifest;
}

/** Ids of the packs in a data folder that can serve, by name. */
export function listPacks(dataDir: string): string[] {
	const cities = join(dataDir, 'cities');
	if (!existsSync(cities)) return [];
	return readdirSync(cities, { withFileTypes: true })
		.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
		.map((entry) => entry.name)
		.filter((id) => existsSync(join(cities, id, 'city.json')))
		.sort();
}

/** Reads and checks one pack's manifest. Throws CITY_NOT_FOUND or PACK_BROKEN. */
export function openPack(dataDir: string, id: string): CityPack {
	const dir = join(dataDir, 'cities', id);
	const file = join(dir, 'city.json');
	if (!existsSync(file)) {
		const known = listPacks(dataDir).join(', ') || 'none';
		throw new AppError('CITY_NOT_FOUND', {
			message: `There is no city pack '${id}' in ${join(dataDir, 'cities')} (there: ${known}). Make one with: npm run -s cityloop -- import --id ${id} --osm <file.osm.pbf>`,
			city: id,
			known
		});
	}
	const parsed = cityManifest.safeParse(parseJson(file));
	if (!parsed.success) {
		const first = parsed.error.issues[0];
		throw new AppError('PACK_BROKEN', {
			message: `${file} is not a valid manifest: ${first?.path.join('.') || 'top level'}: ${first?.message ?? 'unknown'}. Import the city again.`,
			file
		});
	}
	return { dir, manifest: parsed.data };
}

function parseJson(file: string): unknown {
	try {
		return JSON.parse(readFileSync(file, 'utf8'));
	} catch (cause) {
		throw new AppError(
			'PACK_BROKEN',
			{ message: `${file} is not JSON. Import the city again.`, file },
			{ cause }
		);
	}
}
