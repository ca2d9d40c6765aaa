import type { Layer } from '@deck.gl/core';
import { PathLayer, ScatterplotLayer, SolidPolygonLayer, TextLayer } from '@deck.gl/layers';
import type { Note } from '#lib/model/note.ts';
import type { Metres } from '#lib/model/units.ts';
import type { SceneContext } from '#lib/scene/contract.ts';
import { LABEL_FONT } from '#lib/scene/labels/label-sheet.ts';
import { OVERLAY_PARAMETERS } from '../overlay-parameters.ts';
import { ScreenSize } from '../screen-size.ts';
import { placeOfNote } from './note-place.ts';

export interface NotesToBuild {
	readonly id: string;
	readonly notes: readonly Note[];
	/** Place in `notes` of the selected one. */
	readonly selected: number | undefined;
	readonly metresPerPixel: Metres;
}

interface Row {
	readonly note: Note;
	readonly row: number;
}

const TOKEN = '--cat-4';
const FILL = 46;
/** Nearer than this a note's first words stand at it, metres of a pixel. */
const NEAR: Metres = 6;
const MOST_WORDS = 150;
const LETTERS = 18;
const LIFT: Metres = 4;
const SCREEN_SIZE = new ScreenSize();

/** Notes as they were drawn, each with a mark to point at, and its first words when the map is near. */
export function buildNotes(
	context: SceneContext,
	{ id, notes, selected, metresPerPixel }: NotesToBuild
): Layer[] {
	const rows = notes.map((note, row): Row => ({ note, row }));
	const of = (kind: Note['shape']['kind']) => withRows(rows.filter(({ note }) => note.shape.kind === kind));
	const drawn = withRows(rows.filter(({ note }) => note.shape.kind !== 'point'));
	const isChosen = ({ row }: Row) => row === selected;
	const lines = (name: string, colour: (row: Row) => [number, number, number, number], wider: number) =>
		new PathLayer<Row>({
			id: `${id}-${name}`,
			data: drawn,
			pickable: wider === 0,
			getPath: ({ note }) => pathOf(context, note),
			getColor: colour,
			getWidth: (row) => (isChosen(row) ? 3 : 2) + wider,
			widthUnits: 'pixels',
			billboard: true,
			jointRounded: true,
			capRounded: true,
			updateTriggers: { getColor: selected, getWidth: selected },
			parameters: OVERLAY_PARAMETERS
		});
	const own = context.colour(TOKEN);
	const ring = context.colour('--sel-ring');
	const casing = context.colour('--sel-casing');
	return [
		new SolidPolygonLayer<Row>({
			id: `${id}-areas`,
			data: of('area'),
			pickable: true,
			getPolygon: ({ note }) => note.shape.corners.map(([lng, lat]) => context.toScene(lng, lat)),
			getFillColor: context.colour(TOKEN, FILL),
			parameters: OVERLAY_PARAMETERS
		}),
		lines('casing', () => casing, 3),
		lines('lines', (row) => (isChosen(row) ? ring : own), 0),
		new ScatterplotLayer<Row>({
			id,
			data: withRows(rows),
			pickable: true,
			getPosition: ({ note }) => markAt(context, note),
			getRadius: (row) => (isChosen(row) ? 9 : 7),
			radiusUnits: 'pixels',
			stroked: true,
			getFillColor: own,
			getLineColor: (row) => (isChosen(row) ? ring : casing),
			getLineWidth: (row) => (isChosen(row) ? 3 : 2),
			lineWidthUnits: 'pixels',
			billboard: true,
			updateTriggers: { getRadius: selected, getLineColor: selected, getLineWidth: selected },
			parameters: OVERLAY_PARAMETERS
		}),
		...(metresPerPixel <= NEAR && rows.length <= MOST_WORDS ? [words(context, id, rows)] : [])
	];
}

function words(context: SceneContext, id: string, rows: readonly Row[]): Layer {
	const texts = rows.map(({ note }) => ({ at: markAt(context, note), text: firstWords(note.text) }));
	return new TextLayer<(typeof texts)[number]>({
		id: `${id}-words`,
		data: texts,
		getPosition: ({ at }) => at,
		getText: ({ text }) => text,
		getTextAnchor: 'start',
		getPixelOffset: [14, 0],
		getColor: context.colour('--tx-0'),
		getSize: 12,
		background: true,
		getBackgroundColor: context.colour('--bg-1', 225),
		backgroundPadding: [5, 2, 5, 2],
		fontFamily: LABEL_FONT,
		fontWeight: 500,
		fontSettings: { sdf: true, fontSize: 40, buffer: 6 },
		characterSet: [...new Set(texts.flatMap(({ text }) => [...text]))],
		extensions: [SCREEN_SIZE],
		parameters: OVERLAY_PARAMETERS
	});
}

/** The first line, cut where it is long. */
function firstWords(text: string): string {
	const letters = [...(text.split('\n', 1)[0] ?? '')];
	return letters.length > LETTERS ? `${letters.slice(0, LETTERS).join('')}…` : letters.join('');
}

const withRows = (rows: readonly Row[]) =>
	Object.assign([...rows], { rows: Uint32Array.from(rows, ({ row }) => row) });

function markAt(context: SceneContext, note: Note): [number, number, number] {
	const [lng, lat] = placeOfNote(note);
	return context.toScene(lng, lat, LIFT);
}

function pathOf(context: SceneContext, { shape: { kind, corners } }: Note): [number, number, number][] {
	const path = corners.map(([lng, lat]) => context.toScene(lng, lat));
	return kind === 'area' ? [...path, path[0]!] : path; // an area has corners
}
