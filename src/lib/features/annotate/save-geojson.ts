import type { DrawnCollection } from './drawings-geojson.ts';

/** Saves a collection as a file of this browser. */
export function saveGeoJson(collection: DrawnCollection, name: string): void {
	const text = JSON.stringify(collection, undefined, '\t');
	const url = URL.createObjectURL(new Blob([text], { type: 'application/geo+json' }));
	const link = document.createElement('a');
	link.href = url;
	link.download = `${name}.geojson`;
	link.click();
	URL.revokeObjectURL(url);
}
