import type { Layer } from '@deck.gl/core';
import { IconLayer, PathLayer, SolidPolygonLayer } from '@deck.gl/layers';
import type { LngLat } from '#lib/model/geometry.ts';
import type { StoredEvent } from '#lib/model/observation.ts';
import type { SceneContext } from '#lib/scene/contract.ts';
import { selectionRing } from '../selection-ring.ts';
import { placeOfEvent } from './event-place.ts';
import { drawMarks, markName, MARKS } from './mark-atlas.ts';
import { levelOf } from './severity.ts';
import { OVERLAY_PARAMETERS } from '../overlay-parameters.ts';

export interface AlertsToBuild {
	readonly id: string;
	/** Those that are on now, the gravest first. */
	readonly events: readonly StoredEvent[];
	/** Offset of the selected one. */
	readonly selected: number | undefined;
}

type Point = [number, number, number];

/** Metres above the ground. */
const LIFT = 4;
const MARK_PX = 30;
/** A wall is read from metres away. */
const WALL_MARK_PX = 64;
const FILL_ALPHA = 42;

const tokenOf = ({ event }: StoredEvent): string => {
	const level = levelOf(event.severity);
	return level ? `--alarm-${level}` : '--tx-2';
};

/** Areas as translucent surfaces with cased outlines, and a mark of shape, numeral and colour at each event's place. */
export function buildAlerts(context: SceneContext, { id, events, selected }: AlertsToBuild): Layer[] {
	// The gravest are drawn last, over the others.
	const upwards = events.toReversed();
	const areas = upwards.flatMap((stored) =>
		(stored.event.areas ?? []).flatMap(({ rings }) =>
			rings[0] && rings[0].length >= 4 ? [{ stored, rings: rings.map((ring) => pathOf(context, ring)) }] : []
		)
	);
	const outlines = areas.flatMap(({ stored, rings }) => rings.map((path) => ({ stored, path })));
	const marked = upwards.flatMap((stored) => {
		const place = placeOfEvent(stored.event);
		return place ? [{ stored, at: context.toScene(place[0], place[1], LIFT) }] : [];
	});
	const outline = (name: string, width: number, colour: (stored: StoredEvent) => Rgba) =>
		new PathLayer({
			id: `${id}-${name}`,
			data: outlines,
			getPath: ({ path }: (typeof outlines)[number]) => path,
			getColor: ({ stored }: (typeof outlines)[number]) => colour(stored),
			getWidth: width,
			widthUnits: 'pixels',
			jointRounded: true,
			parameters: OVERLAY_PARAMETERS
		});
	const chosen = marked.find(({ stored }) => stored.offset === selected);
	return [
		new SolidPolygonLayer({
			id: `${id}-areas`,
			data: Object.assign(areas, { rows: Uint32Array.from(areas, ({ stored }) => stored.offset) }),
			pickable: true,
			getPolygon: ({ rings }: (typeof areas)[number]) => rings,
			getFillColor: ({ stored }: (typeof areas)[number]) => context.colour(tokenOf(stored), FILL_ALPHA),
			filled: true,
			parameters: OVERLAY_PARAMETERS
		}),
		outline('casing', 4, () => context.colour('--alarm-casing', 200)),
		outline('outline', 2, (stored) => context.colour(tokenOf(stored))),
		...(chosen ? selectionRing(context, id, chosen.at) : []),
		new IconLayer({
			id,
			data: Object.assign(marked, { rows: Uint32Array.from(marked, ({ stored }) => stored.offset) }),
			pickable: true,
			iconAtlas: drawMarks(context) as unknown as string, // deck takes any image; its types name only URLs and textures
			iconMapping: MARKS,
			getIcon: ({ stored }: (typeof marked)[number]) => markName(levelOf(stored.event.severity)),
			getPosition: ({ at }: (typeof marked)[number]) => at,
			getSize: context.look === 'wall' ? WALL_MARK_PX : MARK_PX,
			billboard: true,
			parameters: OVERLAY_PARAMETERS
		})
	];
}

type Rgba = [number, number, number, number];

const pathOf = (context: SceneContext, ring: readonly LngLat[]): Point[] =>
	ring.map(([lng, lat]) => context.toScene(lng, lat, LIFT));
