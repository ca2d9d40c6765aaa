import type { Alarm } from '#lib/model/alarm.ts';
import type { LngLat } from '#lib/model/geometry.ts';
import { isStale, staleAfterMs } from '#lib/model/live-layer.ts';
import { LocalFrame } from '#lib/model/local-frame.ts';
import { NEARBY, type Nearby, type NearbyLayer, type NearbyRole, type Neighbour } from '#lib/model/nearby.ts';
import type { EpochMs } from '#lib/model/units.ts';
import type { HubLayer } from '#lib/server/hub/hub.ts';
import type { ActiveTheme } from '#lib/server/themes/themes.ts';
import { ruleLayerOf } from '../hub-layer.ts';
import { placeOf, type RuleLayer } from '../rule-engine/rule-layer.ts';
import { faces, type FieldOfView } from './field-of-view.ts';

export interface NearbySources {
	readonly themes: readonly ActiveTheme[];
	/** A live layer that the asker may read. */
	readonly layer: (id: string) => HubLayer | undefined;
	readonly districtAt: (place: LngLat) => string | undefined;
	readonly now: EpochMs;
}

/** What themes declare to be near an alarm: cameras and crews, without the alarm's own subject. */
export function findNearby(
	{ place, subject }: Pick<Alarm, 'place' | 'subject'>,
	{ themes, layer, districtAt, now }: NearbySources
): Nearby {
	const itself = subject.kind === 'entity' ? subject.ref : undefined;
	const layers = themes.flatMap(({ theme, districts }) =>
		theme.layers.flatMap(({ declaration: { id }, nearby: role }): NearbyLayer[] => {
			const known = role && layer(id);
			if (!place || !known) return [];
			const isIn = (at: LngLat) => !districts || districts.includes(districtAt(at) ?? '');
			const rows = ruleLayerOf(known);
			const neighbours = neighboursOf(rows, role, place, now).filter(
				({ entity, place: at }) => isIn(at) && !(entity.layer === itself?.layer && entity.id === itself.id)
			);
			const { title, origin } = rows.declaration;
			return [
				{
					role,
					layer: id,
					...(title && { title }),
					origin,
					neighbours: neighbours.toSorted(byUse).slice(0, NEARBY[role].most)
				}
			];
		})
	);
	return { at: now, layers: layers.toSorted((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role)) };
}

const ROLES = Object.keys(NEARBY);

/** What is heard of, what faces the place, what is nearest. */
const byUse = (a: Neighbour, b: Neighbour): number =>
	Number(a.stale) - Number(b.stale) ||
	Number(b.faces ?? false) - Number(a.faces ?? false) ||
	a.distance - b.distance;

function neighboursOf(
	{ declaration, rows, statuses, entity }: RuleLayer,
	role: NearbyRole,
	place: LngLat,
	now: EpochMs
): readonly Neighbour[] {
	const frame = new LocalFrame(place);
	const limit = staleAfterMs(declaration);
	const look = role === 'camera' ? viewsOf({ declaration, rows }) : () => undefined;
	const found: Neighbour[] = [];
	for (let idx = 0; idx < rows.present.length; idx++) {
		const [at, said] = [rows.present[idx] ? placeOf(rows, idx) : undefined, entity(idx)];
		if (!at || !said) continue;
		const [east, north] = frame.toLocal(...at);
		const distance = Math.hypot(east, north);
		if (distance > NEARBY[role].within) continue;
		const [status, view] = [statuses[rows.status[idx]!], look(idx)];
		found.push({
			entity: { layer: declaration.id, id: said.urn },
			name: said.title,
			place: at,
			distance,
			...(status !== undefined && { status }),
			at: rows.ts[idx]!,
			stale: isStale(rows.ts[idx]!, now, limit),
			...(view && { faces: faces(view, -east, -north) })
		});
	}
	return found;
}

/** Where a camera of a layer looks; undefined for one that has not said it. */
function viewsOf({
	declaration: { metrics },
	rows
}: Pick<RuleLayer, 'declaration' | 'rows'>): (idx: number) => FieldOfView | undefined {
	const column = (name: string) => rows.metrics[metrics.findIndex((metric) => metric.name === name)];
	const [bearings, fovs, ranges] = [column('bearing'), column('fov'), column('range')];
	return (idx) => {
		const view = { bearing: bearings?.[idx] ?? NaN, fov: fovs?.[idx] ?? NaN, range: ranges?.[idx] ?? NaN };
		return Number.isNaN(view.bearing + view.fov + view.range) ? undefined : view;
	};
}
