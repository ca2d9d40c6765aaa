import type { Layer } from '@deck.gl/core';
import {
	PathLayer,
	ScatterplotLayer,
	SolidPolygonLayer,
	TextLayer,
	type PathLayerProps
} from '@deck.gl/layers';
import { LABEL_FONT } from '#lib/scene/labels/label-sheet.ts';
import type { SceneContext } from '#lib/scene/contract.ts';
import { OVERLAY_PARAMETERS, PLACED_PARAMETERS } from '../overlay-parameters.ts';
import { ScreenSize } from '../screen-size.ts';
import type { EditForm, EditMark } from './edit-marks.ts';
import { linesOf, type EditStroke } from './edit-strokes.ts';

const SCREEN_SIZE = new ScreenSize();
/** What is planned has this colour on every map: that of nothing measured, and of no alarm. */
const PLANNED = '--cat-3';
const SIGNS = { added: '+', removed: '×', people: '±', release: '~', stop: '' } as const;
const SIGN_PX = 18;
const MARK_PX = 11;
const STOP_PX = 4;

type FormOf<Of extends EditForm['of']> = Extract<EditForm, { of: Of }>;
interface Marked<Of extends EditForm['of']> {
	readonly form: FormOf<Of>;
	readonly weight: EditMark['weight'];
	readonly hollow?: EditMark['hollow'];
}
const ALPHA = { quiet: 130, usual: 255, strong: 255 } as const;

/** Changes to the city: roads hatched or cased, blocks that can be looked through, areas, and marks with a sign. */
export function buildEdits(context: SceneContext, id: string, marks: readonly EditMark[]): Layer[] {
	const of = <Of extends EditForm['of']>(kind: Of): Marked<Of>[] =>
		marks.flatMap(
			({ form, ...mark }) => (form.of === kind ? [{ form: form as FormOf<Of>, ...mark }] : []) // of that kind by its word
		);
	const rings = of('ring');
	return [
		...areas(
			context,
			`${id}-areas`,
			rings.filter(({ form }) => form.height === 0)
		),
		...strokes(context, id, linesOf(context.frame, of('line'))),
		...blocks(
			context,
			`${id}-blocks`,
			rings.filter(({ form }) => form.height > 0)
		),
		...places(context, id, of('place'))
	];
}

type Colour = [number, number, number, number];
const colourOf = (context: SceneContext, weight: EditMark['weight'], share = 1): Colour =>
	context.colour(weight === 'strong' ? '--tx-0' : PLANNED, Math.round(ALPHA[weight] * share));

function strokes(context: SceneContext, id: string, all: readonly EditStroke[]): Layer[] {
	if (all.length === 0) return [];
	const layer = (
		name: string,
		data: readonly EditStroke[],
		wider: number,
		colour: (one: EditStroke) => Colour
	) =>
		new PathLayer<EditStroke>({
			id: `${id}-${name}`,
			data: [...data],
			getPath: ({ path }) => path.map(([lng, lat]) => context.toScene(lng, lat, LIFT)),
			getWidth: ({ width }) => width + wider,
			widthUnits: 'pixels',
			getColor: colour,
			billboard: true,
			capRounded: true,
			jointRounded: true,
			parameters: OVERLAY_PARAMETERS
		});
	const lineColour = ({ weight, light }: EditStroke): Colour => {
		// What lies across a strong line is dark on it.
		if (light) return context.colour(weight === 'strong' ? '--sel-casing' : '--sel-ring', ALPHA[weight]);
		return weight === 'strong' ? context.colour('--sel-ring') : colourOf(context, weight);
	};
	const cased = all.filter(({ casing }) => casing);
	return [
		layer('casing', cased, 3, ({ weight }) => context.colour('--sel-casing', ALPHA[weight])),
		layer('lines', all, 0, lineColour)
	];
}
/** Metres above the ground, so that road surfaces never swallow a line. */
const LIFT = 3;

const cornersOf = (context: SceneContext, { ring }: FormOf<'ring'>, height: number) =>
	ring.map(([lng, lat]) => context.toScene(lng, lat, height));

const filled = (rings: readonly Marked<'ring'>[]) => rings.filter(({ hollow }) => !hollow);

function areas(context: SceneContext, id: string, rings: readonly Marked<'ring'>[]): Layer[] {
	if (rings.length === 0) return [];
	return [
		new SolidPolygonLayer<Marked<'ring'>>({
			id,
			data: filled(rings),
			getPolygon: ({ form }) => cornersOf(context, form, 1),
			getFillColor: ({ weight }) => colourOf(context, weight, 0.2),
			parameters: PLACED_PARAMETERS
		}),
		outlines(context, `${id}-outlines`, rings, () => 1, AREA_EDGE)
	];
}

function blocks(context: SceneContext, id: string, rings: readonly Marked<'ring'>[]): Layer[] {
	if (rings.length === 0) return [];
	return [
		new SolidPolygonLayer<Marked<'ring'>>({
			id,
			data: filled(rings),
			getPolygon: ({ form }) => cornersOf(context, form, 0),
			getElevation: ({ form }) => form.height,
			getFillColor: ({ weight }) => colourOf(context, weight, 0.55),
			extruded: true,
			material: { ambient: 0.7, diffuse: 0.4, specularColor: [0, 0, 0] },
			parameters: PLACED_PARAMETERS
		}),
		outlines(context, `${id}-feet`, rings, () => 1, BLOCK_EDGE),
		outlines(context, `${id}-roofs`, rings, ({ form }) => form.height, BLOCK_EDGE)
	];
}

type Edge = Pick<PathLayerProps, 'getWidth' | 'widthUnits' | 'widthMinPixels' | 'widthMaxPixels'>;
const AREA_EDGE: Edge = { getWidth: 2, widthUnits: 'pixels' };
/** From afar a block is more than its edges. */
const BLOCK_EDGE: Edge = { getWidth: 1, widthUnits: 'meters', widthMinPixels: 0.5, widthMaxPixels: 2 };

function outlines(
	context: SceneContext,
	id: string,
	rings: readonly Marked<'ring'>[],
	height: (one: Marked<'ring'>) => number,
	edge: Edge
): Layer {
	return new PathLayer<Marked<'ring'>>({
		id,
		data: [...rings],
		getPath: (one) => {
			const path = cornersOf(context, one.form, height(one));
			return [...path, path[0]!]; // rings have corners
		},
		...edge,
		getColor: ({ weight }) => colourOf(context, weight),
		billboard: true,
		jointRounded: true,
		parameters: PLACED_PARAMETERS
	});
}

function places(context: SceneContext, id: string, all: readonly Marked<'place'>[]): Layer[] {
	if (all.length === 0) return [];
	const at = ({ form }: Marked<'place'>) => context.toScene(form.at[0], form.at[1], LIFT);
	const signed = all.filter(({ form }) => SIGNS[form.look] !== '');
	const wide = all.filter(({ form }) => form.radius > 0);
	return [
		new ScatterplotLayer<Marked<'place'>>({
			id: `${id}-reach`,
			data: wide,
			getPosition: at,
			getRadius: ({ form }) => form.radius,
			getFillColor: ({ weight }) => colourOf(context, weight, 0.12),
			stroked: true,
			getLineColor: ({ weight }) => colourOf(context, weight),
			getLineWidth: 2,
			lineWidthUnits: 'pixels',
			parameters: PLACED_PARAMETERS
		}),
		new ScatterplotLayer<Marked<'place'>>({
			id: `${id}-marks`,
			data: [...all],
			getPosition: at,
			getRadius: ({ form }) => (form.look === 'stop' ? STOP_PX : MARK_PX),
			radiusUnits: 'pixels',
			getFillColor: ({ weight }) => context.colour('--bg-1', ALPHA[weight]),
			stroked: true,
			getLineColor: ({ weight }) => colourOf(context, weight),
			getLineWidth: ({ weight }) => (weight === 'strong' ? 3 : 2),
			lineWidthUnits: 'pixels',
			billboard: true,
			parameters: OVERLAY_PARAMETERS
		}),
		new TextLayer<Marked<'place'>>({
			id: `${id}-signs`,
			data: signed,
			getPosition: at,
			getText: ({ form }) => SIGNS[form.look],
			getColor: ({ weight }) => context.colour('--tx-0', ALPHA[weight]),
			getSize: SIGN_PX,
			fontFamily: LABEL_FONT,
			fontWeight: 600,
			fontSettings: { sdf: true, fontSize: 48, buffer: 8 },
			characterSet: Object.values(SIGNS).join(''),
			extensions: [SCREEN_SIZE],
			parameters: OVERLAY_PARAMETERS
		})
	];
}
