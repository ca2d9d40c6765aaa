import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

const TYPES = '[Content_Types].xml';

/**
 * The file with a list of contents that is true: pptxgenjs 4.0.1 lists a slide master for every slide and writes one,
 * and strict readers refuse a file that speaks of parts it does not have.
 */
export function soundPackage(bytes: Uint8Array): Uint8Array {
	const parts = unzipSync(bytes);
	const types = parts[TYPES];
	if (!types) return bytes;
	const sound = strFromU8(types).replaceAll(
		/<Override PartName="\/([^"]+)"[^>]*\/>/g,
		(entry, part: string) => (parts[part] ? entry : '')
	);
	// The list comes first, as readers expect it.
	return zipSync({
		[TYPES]: strToU8(sound),
		...Object.fromEntries(Object.entries(parts).filter(([name]) => name !== TYPES && !name.endsWith('/')))
	});
}
