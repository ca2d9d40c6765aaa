import type { CityManifest } from '#lib/model/city.js';
import type { PartName, CityParts } from '#lib/model/scenario/city-parts.js';

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
