import type { Layer } from '@deck.gl/core';
import { PathLayer, ScatterplotLayer, SolidPolygonLayer, TextLayer } from '@deck.gl/layers';
import { LABEL_FONT } from '#lib/scene/labels/label-sheet.ts';
import type { SceneContext } from '#lib/scene/contract.ts';
import { OVERLAY_PARAMETERS } from '../overlay-parameters.ts';
import { ScreenSize } from '../screen-size.ts';
import type { Drawn, DrawnPlace } from './drawn.ts';

const SCREEN_SIZE = new ScreenSize();
const LINE_PX = 3;
const QUIET_PX = 2;
/** Of the casing, on each side. */
const CASING_PX = 2;
const DOT_PX = 5;
const TEXT_PX = 13;
/** Drawn once, whichever of them a pointer's next place needs. */
const FIGURES = '0123456789.,−+ km²ha';
/** An area shows what lies in it. */
const FILL = 40;

type Path = [number, number, number][];

/** Lines in a casing, so that they are seen on any ground, corners as dots, figures on plates. */
export function buildDrawn(context: SceneContext, id: string, drawn: Drawn): Layer[] {
	const pathOf = (places: readonly DrawnPlace[], closed: boolean): Path => {
		const path = places.map((place) => placeIn(context, place));
		return closed && path.length > 2 ? [...path, path[0]!] : path;
	};
	const strokes = drawn.strokes.map(({ places, closed, quiet }) => ({ path: pathOf(places, closed), quiet }));
	const fills = drawn.strokes
		.filter(({ places, closed }) => closed && places.length > 2)
		.map(({ places }) => places.map((place) => placeIn(context, place)));
	const lines = (name: string, token: string, wider: number) =>
		new PathLayer<{ path: Path; quiet: boolean }>({
			id: `${id}-${name}`,
			data: strokes.filter(({ path }) => path.length > 1),
			getPath: ({ path }) => path,
			getColor: context.colour(token),
			getWidth: ({ quiet }) => (quiet ? QUIET_PX : LINE_PX) + wider,
			widthUnits: 'pixels',
			billboard: true,
			jointRounded: true,
			capRounded: true,
			parameters: OVERLAY_PARAMETERS
		});
	return [
		new SolidPolygonLayer<Path>({
			id: `${id}-fill`,
			data: fills,
			getPolygon: (ring) => ring,
			getFillColor: context.colour('--sel-ring', FILL),
			parameters: OVERLAY_PARAMETERS
		}),
		lines('casing', '--sel-casing', 2 * CASING_PX),
		lines('line', '--sel-ring', 0),
		new ScatterplotLayer<DrawnPlace>({
			id: `${id}-dots`,
			data: [...drawn.dots],
			getPosition: (place) => placeIn(context, place),
			getRadius: DOT_PX,
			radiusUnits: 'pixels',
			stroked: true,
			getFillColor: context.colour('--sel-ring'),
			getLineColor: context.colour('--sel-casing'),
			getLineWidth: CASING_PX,
			lineWidthUnits: 'pixels',
			billboard: true,
			parameters: OVERLAY_PARAMETERS
		}),
		...(drawn.cross ? [cross(context, id, drawn.cross)] : []),
		...(drawn.labels.length > 0 ? [plates(context, id, drawn.labels)] : [])
	];
}

function plates(context: SceneContext, id: string, labels: Drawn['labels']): Layer {
	return new TextLayer<Drawn['labels'][number]>({
		id: `${id}-labels`,
		data: [...labels],
		getPosition: ({ at }) => placeIn(context, at),
		getText: ({ text }) => text,
		getColor: context.colour('--tx-0'),
		getSize: TEXT_PX,
		background: true,
		getBackgroundColor: context.colour('--bg-1', 235),
		backgroundPadding: [5, 3, 5, 3],
		fontFamily: LABEL_FONT,
		fontWeight: 600,
		fontSettings: { sdf: true, fontSize: 48, buffer: 8 },
		characterSet: [...new Set([FIGURES, ...labels.map(({ text }) => text)].join(''))],
		extensions: [SCREEN_SIZE],
		parameters: OVERLAY_PARAMETERS
	});
}

/** A cross hair of text: it is as large on the screen wherever it stands. */
function cross(context: SceneContext, id: string, at: DrawnPlace): Layer {
	return new TextLayer<DrawnPlace>({
		id: `${id}-cross`,
		data: [at],
		getPosition: (place) => placeIn(context, place),
		getText: () => '+',
		getColor: context.colour('--sel-ring'),
		getSize: 40,
		fontFamily: LABEL_FONT,
		fontWeight: 400,
		fontSettings: { sdf: true, fontSize: 64, buffer: 8 },
		characterSet: '+',
		outlineWidth: 4,
		outlineColor: context.colour('--sel-casing'),
		extensions: [SCREEN_SIZE],
		parameters: OVERLAY_PARAMETERS
	});
}

const placeIn = (context: SceneContext, { lng, lat, height }: DrawnPlace): [number, number, number] =>
	context.toScene(lng, lat, height);
