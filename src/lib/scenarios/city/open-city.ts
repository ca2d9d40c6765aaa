import type { CityManifest } from '#lib/model/city.ts';
import type { CityParts, PartName } from '#lib/model/scenario/city-parts.ts';
import { PART_READERS } from './part-readers.ts';

/** Bytes of a file of the pack by its path in it; undefined: it is not there. */
export type ReadPackFile = (path: string) => Promise<Uint8Array | undefined>;

/** A city as its pack has it, read part by part. */
export interface CityReader {
	readonly manifest: CityManifest;
	/** Reads a part once. Throws INPUT_EMPTY saying what the pack lacks for it. */
	part<N extends PartName>(name: N): Promise<CityParts[N]>;
}

/** How one part is read; those that need another part ask `city` for it. */
export type PartReader<N extends PartName> = (
	manifest: CityManifest,
	read: ReadPackFile,
	city: CityReader
) => Promise<CityParts[N]>;

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
