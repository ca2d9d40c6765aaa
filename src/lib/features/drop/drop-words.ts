import { m } from '#lib/paraglide/messages.js';
import { formatCount } from '#lib/ui/format.ts';
import type { ColumnKind, FileFormat, FileNote } from '#workers/files/client.ts';
import type { TableDraft } from './table-draft.svelte.ts';

export const FORMAT_NAMES: Readonly<Record<FileFormat, string>> = {
	csv: 'CSV',
	geojson: 'GeoJSON',
	parquet: 'Parquet',
	arrow: 'Arrow',
	kml: 'KML',
	kmz: 'KMZ',
	gpx: 'GPX',
	shapefile: 'Shapefile',
	gltf: 'glTF',
	tileset: '3D Tiles',
	cityjson: 'CityJSON'
};

export const KIND_NAMES: Readonly<Record<ColumnKind, () => string>> = {
	number: m.drop_kind_number,
	category: m.drop_kind_category,
	time: m.drop_kind_time,
	text: m.drop_kind_text
};

const MB = 2 ** 20;

/** A file's size in MB. */
export const sizeText = (locale: string, bytes: number): string =>
	`${new Intl.NumberFormat(locale, { maximumFractionDigits: bytes < 10 * MB ? 1 : 0 }).format(bytes / MB)} MB`;

/** Something about a file that its owner should know, in a sentence. */
export function noteText(note: FileNote, locale: string): string {
	switch (note.kind) {
		case 'encoding':
			return m.drop_note_encoding({ encoding: note.encoding.toUpperCase() });
		case 'strays':
			return m.drop_note_strays({
				column: note.column,
				count: formatCount(locale, note.count),
				line: note.line,
				example: note.example
			});
		case 'longLines':
			return m.drop_note_long_lines({ count: formatCount(locale, note.count), line: note.line });
		case 'runOn':
			return m.drop_note_run_on({ count: formatCount(locale, note.count), line: note.line });
		case 'headerless':
			return m.drop_note_headerless();
		case 'geometryUnread':
			return m.drop_note_geometry({ count: formatCount(locale, note.count), place: note.place });
		case 'clockJoined':
			return m.drop_note_clock({ date: note.date, clock: note.clock });
		case 'part':
			return m.drop_note_part({ taken: note.taken, left: note.left });
	}
}

/** Where the rows of a table lie, in a sentence. */
export function placedText({ placed, away, placing }: TableDraft, locale: string): string {
	if (!placed) return m.drop_placing();
	if (placed.system === undefined) return m.drop_system_unknown({ system: placing?.crs ?? '' });
	if (away === undefined) return m.drop_nowhere();
	const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(
		placed.share
	);
	return m.drop_placed({ share, where: awayText(away, locale) });
}

/** How far that is from the city. */
export function awayText(away: number, locale: string): string {
	if (away === 0) return m.drop_in_city();
	return m.drop_away({ distance: formatCount(locale, Number(away.toPrecision(3))) });
}
