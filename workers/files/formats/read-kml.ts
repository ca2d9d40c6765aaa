import { fileError, wordsOf } from '../file-error.ts';
import type { SourceTable } from '../table/source-table.ts';
import { featureTable } from './read-geojson.ts';

/** What togeojson tells of looks: no columns of anybody's. */
const LOOKS =
	/^(stroke|fill|icon|label|styleUrl|styleHash|styleMapHash|visibility|coordinateProperties|_gpxType)/;

interface Loader {
	parseTextSync?(text: string, options?: object): unknown;
}

/** Placemarks of KML, or waypoints, routes and tracks of GPX. Throws INPUT_INVALID when the XML is broken or breaks off. */
export async function readXmlFeatures(
	file: string,
	text: string,
	format: 'kml' | 'gpx'
): Promise<SourceTable> {
	if (!endsWithItsRoot(text))
		throw fileError({
			file,
			place: `line ${text.split('\n').length}`,
			reason: 'cutOff',
			problem: 'its XML breaks off here',
			cure: 'copy the file again'
		});
	const { KMLLoader, GPXLoader } = await import('@loaders.gl/kml');
	const loader: Loader = format === 'kml' ? KMLLoader : GPXLoader;
	let features: readonly unknown[];
	try {
		const options = { [format]: { shape: 'geojson-table' } };
		({ features } = loader.parseTextSync?.(text, options) as { features: readonly unknown[] }); // a geojson-table
	} catch (cause) {
		const line = /line[: ]+(\d+)/i.exec(String(cause))?.[1];
		throw fileError(
			{
				file,
				...(line !== undefined && { place: `line ${line}` }),
				reason: 'notXml',
				problem: `its XML cannot be read (${wordsOf(cause)})`,
				cure: 'export the file again'
			},
			cause
		);
	}
	return featureTable(
		file,
		features.map((feature) => {
			const { properties } = feature as { properties?: Readonly<Record<string, unknown>> | null }; // GeoJSON
			const kept = Object.entries(properties ?? {}).filter(([name]) => !LOOKS.test(name));
			return { ...(feature as object), properties: Object.fromEntries(kept.map(plain)) };
		})
	);
}

/** The parser takes a file that breaks off for one without placemarks. */
function endsWithItsRoot(text: string): boolean {
	const [, root] = /<([A-Za-z_][\w.:-]*)/.exec(text.replace(/^\s*(?:<[?!][^>]*>\s*)*/, '')) ?? [];
	const end = text.slice(-4096).replace(/<!--[^]*?-->/g, '');
	return new RegExp(`(?:</${root}\\s*|/)>\\s*$`).test(end);
}

/** A description in HTML is an object with its text. */
function plain([name, value]: readonly [string, unknown]): [string, unknown] {
	const html = typeof value === 'object' && value !== null && '@type' in value && 'value' in value;
	return [name, html ? value.value : value];
}
