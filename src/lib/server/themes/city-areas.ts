import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { CityManifest, DatasetOf } from '#lib/model/city.ts';
import { AppError } from '#lib/model/errors.ts';
import { AreaIndex } from '#lib/model/area-index.ts';

/** The named areas of a city's pack, each dataset read when it is first asked for. */
export class CityAreas {
	readonly #packDir: string;
	readonly #city: Pick<CityManifest, 'datasets'>;
	readonly #open = new Map<string, AreaIndex>();

	constructor(packDir: string, city: Pick<CityManifest, 'datasets'>) {
		this.#packDir = packDir;
		this.#city = city;
	}

	/** Polygons of an areas dataset; undefined when the city has none of that name. Throws PACK_BROKEN. */
	of(dataset: string): AreaIndex | undefined {
		const open = this.#open.get(dataset);
		if (open) return open;
		const entry = this.#city.datasets.find(({ id }) => id === dataset);
		if (entry?.kind !== 'areas') return undefined;
		const index = AreaIndex.of(this.#read(entry), entry.nameProperty);
		this.#open.set(dataset, index);
		return index;
	}

	#read({ file }: DatasetOf<'areas'>): unknown {
		const path = join(this.#packDir, file);
		try {
			const text = existsSync(path) ? readFileSync(path) : gunzipSync(readFileSync(`${path}.gz`));
			return JSON.parse(text.toString('utf8'));
		} catch (cause) {
			throw new AppError(
				'PACK_BROKEN',
				{ message: `${path} cannot be read. Import the city again.`, file: path },
				{ cause }
			);
		}
	}
}
