import type { AppError } from '#lib/model/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import type { FileReason } from '#workers/files/client.ts';
import { reasonOf } from '../errors/reason-of.ts';

interface Where {
	readonly file: string;
	/** The file and the place in it. */
	readonly place: string;
	/** Of several files that belong together, the one that is meant. */
	readonly part: string;
}

const SENTENCES: Readonly<Record<FileReason, (where: Where) => string>> = {
	empty: m.drop_fail_empty,
	noRows: m.drop_fail_no_rows,
	unknown: m.drop_fail_unknown,
	zipUnknown: m.drop_fail_zip,
	tooLarge: m.drop_fail_large,
	damaged: m.drop_fail_damaged,
	cutOff: m.drop_fail_cut_off,
	quoteOpen: m.drop_fail_quote,
	rowLong: m.drop_fail_row_long,
	notJson: m.drop_fail_json,
	notGeoJson: m.drop_fail_geojson,
	topoJson: m.drop_fail_topojson,
	notXml: m.drop_fail_xml,
	partMissing: m.drop_fail_part,
	refersOutside: m.drop_fail_outside,
	tilesMissing: m.drop_fail_tiles,
	tileMissing: m.drop_fail_tile,
	notTileset: m.drop_fail_tileset,
	addressNothing: m.drop_fail_address,
	gltfOld: m.drop_fail_gltf_old,
	featherOld: m.drop_fail_feather_old,
	noSurface: m.drop_fail_surface,
	systemUnknown: m.drop_fail_system,
	noCoordinates: m.drop_fail_coordinates
};

/** What went wrong with a file: what file, where, what is wrong, what to do. */
export function failureText(error: AppError): string {
	if (error.code === 'WORKER_CRASHED') return m.drop_crashed();
	const { reason, file, place } = error.details;
	if (!isReason(reason)) return reasonOf(error);
	return SENTENCES[reason]({
		file: String(file),
		place: placeText(String(file), place),
		part: String(place)
	});
}

const isReason = (reason: unknown): reason is FileReason => typeof reason === 'string' && reason in SENTENCES;

function placeText(file: string, place: unknown): string {
	if (typeof place !== 'string' || place === file) return file;
	const [, kind, number = ''] = /^(line|feature|element|vertex|byte) (\d+)$/.exec(place) ?? [];
	if (kind === 'line') return m.drop_fail_line({ file, line: number });
	if (kind === 'byte') return m.drop_fail_byte({ file, number });
	if (kind === 'vertex') return m.drop_fail_vertex({ file, number });
	if (kind !== undefined) return m.drop_fail_feature({ file, number });
	return `${file}: ${place}`;
}
