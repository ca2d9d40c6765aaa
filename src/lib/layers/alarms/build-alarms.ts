import type { Layer } from '@deck.gl/core';
import { IconLayer, TextLayer } from '@deck.gl/layers';
import type { Alarm } from '#lib/model/alarm.ts';
import type { SceneContext, ScreenSign } from '#lib/scene/contract.ts';
import { OVERLAY_PARAMETERS } from '../overlay-parameters.ts';
import { ScreenSize } from '../screen-size.ts';
import { selectionRing } from '../selection-ring.ts';
import { alarmLook } from './alarm-look.ts';
import type { AlarmCluster } from './cluster-alarms.ts';
import { drawPins, MARK_SHARE, pinName, PINS, STEM_SHARE } from './pin-atlas.ts';

/** Height of a mark on the screen, without its stem. */
const MARK_PX = 32;
/** On a wall. Half as high as a mark is its numeral, and the count beside it: both are read at sixteen minutes. */
const WALL_MARK_MINUTES = 36;
const LIFT = 4;
const SCREEN_SIZE = new ScreenSize();

export interface AlarmsToBuild {
	readonly id: string;
	readonly alarms: readonly Alarm[];
	readonly clusters: readonly AlarmCluster[];
	/** Place in `alarms` of the selected one. */
	readonly selected: number | undefined;
	readonly reducedMotion: boolean;
	/** Of what blinks, 0 to 1. */
	readonly opacity: number;
}

/** Pins drawn once a look; deck takes a canvas for another only when it is another object. */
const drawn = new WeakMap<object, { readonly look: string; readonly atlas: HTMLCanvasElement }>();

/** A pin for each cluster with its count; the gravest over the others, what blinks apart so that nothing else changes. */
export function buildAlarms(context: SceneContext, alarms: AlarmsToBuild): Layer[] {
	const { id, clusters, selected, reducedMotion, opacity } = alarms;
	const size = context.minute ? WALL_MARK_MINUTES * context.minute : MARK_PX;
	const atlas = atlasOf(context);
	const upwards = clusters.toReversed();
	const lookOf = (cluster: AlarmCluster) => alarmLook(headOf(alarms, cluster), reducedMotion);
	const placeOf = ({ at: [lng, lat] }: AlarmCluster) => context.toScene(lng, lat, LIFT);
	const pins = (name: string, data: readonly AlarmCluster[], alpha: number) =>
		data.length === 0
			? []
			: [
					new IconLayer({
						id: name,
						data: Object.assign([...data], {
							rows: Uint32Array.from(data, ({ members }) => members[0] as number) // a cluster has a head
						}),
						pickable: true,
						opacity: alpha,
						iconAtlas: atlas as unknown as string, // deck takes any image; its types name only URLs and textures
						iconMapping: PINS,
						getIcon: (cluster: AlarmCluster) => pinName(headOf(alarms, cluster).level, lookOf(cluster).style),
						getPosition: placeOf,
						getSize: size / MARK_SHARE,
						billboard: true,
						extensions: [SCREEN_SIZE],
						parameters: OVERLAY_PARAMETERS
					})
				];
	for (const cluster of clusters)
		for (const sign of signsOf(cluster, size, placeOf(cluster))) context.keepClear(sign);
	const chosen = clusters.find(({ members }) => members.includes(selected ?? -1));
	return [
		...(chosen ? selectionRing(context, id, placeOf(chosen)) : []),
		...pins(
			id,
			upwards.filter((cluster) => !lookOf(cluster).blinks),
			1
		),
		...pins(
			`${id}-urgent`,
			upwards.filter((cluster) => lookOf(cluster).blinks),
			opacity
		),
		...counts(context, id, clusters, size, placeOf)
	];
}

/** What a pin fills over its place: its mark with the count beside it, and its stem. */
function signsOf({ members }: AlarmCluster, size: number, position: ScreenSign['position']): ScreenSign[] {
	const count = members.length > 1 ? size * (0.06 + 0.28 * countOf(members.length).length) : 0;
	const stem = size * STEM_SHARE;
	return [
		{
			position,
			right: count / 2,
			down: -stem - size / 2,
			halfWidth: (size + count) / 2,
			halfHeight: size / 2
		},
		{ position, right: 0, down: -stem / 2, halfWidth: size / 5, halfHeight: stem / 2 }
	];
}

const countOf = (members: number): string => `×${members}`;

/** How many a pin stands for, beside its mark. */
function counts(
	context: SceneContext,
	id: string,
	clusters: readonly AlarmCluster[],
	size: number,
	placeOf: (cluster: AlarmCluster) => [number, number, number]
): Layer[] {
	const many = clusters.filter(({ members }) => members.length > 1);
	if (many.length === 0) return [];
	return [
		new TextLayer({
			id: `${id}-counts`,
			data: many,
			getPosition: placeOf,
			getText: ({ members }: AlarmCluster) => countOf(members.length),
			getPixelOffset: [size * 0.56, -size * (1 / MARK_SHARE - 0.62)],
			getTextAnchor: 'start',
			getColor: context.colour('--tx-0'),
			getSize: size * 0.46,
			fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--font-num'),
			fontWeight: 700,
			fontSettings: { sdf: true, fontSize: 48, buffer: 8 },
			characterSet: '×0123456789',
			outlineWidth: 5,
			outlineColor: context.colour('--alarm-casing'),
			extensions: [SCREEN_SIZE],
			parameters: OVERLAY_PARAMETERS
		})
	];
}

const headOf = ({ alarms }: AlarmsToBuild, { members }: AlarmCluster): Alarm =>
	alarms[members[0] as number] as Alarm; // clusters are made of these alarms

function atlasOf(context: SceneContext): HTMLCanvasElement {
	const known = drawn.get(context.frame);
	if (known?.look === context.look) return known.atlas;
	const atlas = drawPins(context);
	drawn.set(context.frame, { look: context.look, atlas });
	return atlas;
}
