import { saveFile } from '#lib/ui/save-file.ts';
import type { DrawnCollection } from './drawings-geojson.ts';

/** Saves a collection as a file of this browser. */
export function saveGeoJson(collection: DrawnCollection, name: string): void {
	const text = JSON.stringify(collection, undefined, '\t');
	saveFile(new Blob([text], { type: 'application/geo+json' }), `${name}.geojson`);
}
