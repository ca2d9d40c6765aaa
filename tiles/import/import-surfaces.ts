import type { SurfaceRecord } from '../source-records.ts';
import { readFeatures, type Properties } from './geojson-features.ts';
import type { ImportContext } from './import-context.ts';
import { inputError, optionError } from './input-error.ts';
import { keepPolygons } from './keep-polygons.ts';
import { openSource } from './source-file.ts';
import { textOf } from './tag-values.ts';

/** A file and which of its features are meant: `file?PROPERTY=v1,v2`, or all. */
export interface ChosenFeatures {
	readonly path: string;
	readonly property?: string;
	readonly values?: ReadonlySet<string>;
}

/** Reads `districts.geojson?kind=park,garden`. */
export function parseChosenFeatures(option: string, text: string): ChosenFeatures {
	const cut = text.lastIndexOf('?');
	if (cut < 0) return { path: text };
	const [property, list] = splitOnce(text.slice(cut + 1), '=');
	if (property === '' || list === undefined || list === '')
		throw optionError(
			option,
			`"${text.slice(cut)}" is not ?PROPERTY=value,value`,
			'write for example parks.geojson?kind=park'
		);
	return {
		path: text.slice(0, cut),
		property,
		values: new Set(list.split(',').map((value) => value.trim()))
	};
}

export function splitOnce(text: string, separator: string): [before: string, after: string | undefined] {
	const cut = text.indexOf(separator);
	return cut < 0 ? [text, undefined] : [text.slice(0, cut), text.slice(cut + separator.length)];
}

/** Polygons of a file as land or green; features not chosen are not read. */
export async function importSurfaces(
	context: ImportContext,
	kind: SurfaceRecord['kind'],
	defaultClass: string,
	chosen: ChosenFeatures
): Promise<void> {
	const { baker, tally, signal, progress } = context;
	const source = await openSource(chosen.path);
	const stage = progress.stage(`${kind} ${chosen.path}`, source.size);
	const before = tally.read(kind);
	const seen = new Set<string>();
	let done = 0;
	for await (const batch of readFeatures(source, (bytes) => (done = bytes))) {
		signal.throwIfAborted();
		for (const feature of batch) {
			if (chosen.property !== undefined) {
				const value = textOf(feature.properties[chosen.property]);
				if (value !== undefined && seen.size < 20) seen.add(value);
				if (value === undefined || !chosen.values?.has(value)) continue;
			}
			const polygons = keepPolygons(context, kind, source.path, feature);
			if (!polygons) continue;
			const name = textOf(feature.properties['name']);
			const nameEn = textOf(feature.properties['name:en']);
			await baker.surface({
				kind,
				class: kind === 'land' ? defaultClass : classOf(feature.properties, defaultClass),
				polygons,
				...(name === undefined ? {} : { name }),
				...(name === undefined || nameEn === undefined || nameEn === name ? {} : { nameEn })
			});
		}
		stage.update(done, tally.read(kind) - before);
	}
	stage.end();
	if (chosen.property !== undefined && tally.read(kind) === before)
		throw inputError({
			file: chosen.path,
			place: `property ${chosen.property}`,
			problem: `no feature has the value ${[...(chosen.values ?? [])].join(' or ')}`,
			cure:
				seen.size > 0
					? `use values that exist, for example ${[...seen].slice(0, 5).join(', ')}`
					: 'name a property the features have'
		});
}

function classOf(properties: Properties, fallback: string): string {
	for (const key of ['leisure', 'landuse', 'natural', 'class', 'kind', 'fclass']) {
		const text = textOf(properties[key]);
		if (text !== undefined) return text.toLowerCase();
	}
	return fallback;
}
