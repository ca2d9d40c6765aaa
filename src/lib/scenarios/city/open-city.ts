import type { CityManifest } from '#lib/model/city.ts';
import type { CityParts, PartName } from '#lib/model/scenario/city-parts.ts';
import type { ReadPackFile, CityReader } from './city-reader.ts';
import { PART_READERS } from './part-readers.ts';

/** Nothing is read before somebody asks. */
export function openCity(manifest: CityManifest, read: ReadPackFile): CityReader {
	const parts = new Map<PartName, Promise<CityParts[PartName]>>();
	const city: CityReader = {
		manifest,
		part<N extends PartName>(name: N) {
			let part = parts.get(name) as Promise<CityParts[N]> | undefined; // set below under its own name
			if (!part) {
				part = PART_READERS[name](manifest, read, city);
				parts.set(name, part);
				// Who asked hears why it failed; the next one may try again.
				part.catch(() => parts.delete(name));
			}
			return part;
		}
	};
	return city;
}
