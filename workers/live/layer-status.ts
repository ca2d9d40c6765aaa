import { isStale, trueDateShiftOf } from '#lib/model/live-layer.ts';
import type { LiveLayerStatus } from '#lib/model/live.ts';
import type { EpochMs } from '#lib/model/units.ts';
import type { LayerInfo } from '#lib/model/wire/events.ts';
import type { StateLayer } from './state-layer.ts';

/** What the page is told of a layer. In a replay its figures are those of the instant shown. */
export function layerStatus(
	info: LayerInfo,
	layer: StateLayer | undefined,
	shownAt: EpochMs
): LiveLayerStatus {
	const { schemaId: _, dictVer: __, offset: ___, newestAt, dataClock, ...rest } = info;
	const trueDateShift = dataClock ? trueDateShiftOf({ dataClock }, shownAt) : info.trueDateShift;
	const status: LiveLayerStatus = {
		...rest,
		newestAt: newestAt ?? undefined,
		trueDateShift: trueDateShift ?? undefined
	};
	const failure = layer?.failure;
	if (!layer?.replays) return failure ? { ...status, failure } : status;
	const { track } = layer;
	if (failure) return { ...status, entities: 0, failure };
	const { store } = layer.output;
	const { size: entities } = store;
	const loading = !track || track.loading || track.at === undefined ? ({ loading: true } as const) : {};
	if (track?.past.info) {
		const { counts, trueDateShift: shift } = track.past.info;
		return { ...status, entities, counts, trueDateShift: shift ?? undefined, ...loading };
	}
	const newest = track?.past.newestAt;
	return {
		...status,
		entities,
		counts: {},
		newestAt: newest,
		stale: newest === undefined || isStale(newest, shownAt, info.staleAfter),
		...loading
	};
}
