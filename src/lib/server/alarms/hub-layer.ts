import { layerDeclaration, type LayerDeclaration } from '#lib/model/live-layer.ts';
import { FIRST_STATUSES } from '#lib/model/wire/fields.ts';
import { EventLayer } from '#lib/server/hub/event-layer.ts';
import type { HubLayer } from '#lib/server/hub/hub.ts';
import { LoggedLayer } from '#lib/server/hub/logged-layer.ts';
import type { SampledLayer } from '#lib/server/hub/sampled-layer.ts';
import type { RuleLayer } from './rule-engine/rule-layer.ts';

/** A layer of the hub as rules see it. */
export function ruleLayerOf(layer: HubLayer): RuleLayer {
	if (layer instanceof EventLayer) return eventLayer(layer);
	return layer instanceof LoggedLayer ? loggedLayer(layer) : sampledLayer(layer);
}

/** What a layer of the hub is declared to be; one that is a function of time says it itself. */
export const declarationOf = (layer: HubLayer): LayerDeclaration =>
	'entry' in layer ? layer.entry.declaration : declarationOfSampled(layer);

const loggedLayer = (layer: LoggedLayer): RuleLayer => ({
	get declaration() {
		return layer.entry.declaration;
	},
	get statuses() {
		return layer.entry.statuses;
	},
	get newestAt() {
		return layer.state.newestAt;
	},
	rows: layer.state,
	metricAt: (metric, idx) => layer.state.metricAt(metric, idx),
	entity: (idx) => layer.entities[idx]
});

function sampledLayer(layer: SampledLayer): RuleLayer {
	const { source } = layer;
	return {
		declaration: declarationOfSampled(layer),
		statuses: FIRST_STATUSES,
		get newestAt() {
			return layer.sampledAt;
		},
		rows: layer.table,
		metricAt: () => undefined,
		entity: (idx) => (idx < source.capacity ? source.entity(idx) : undefined)
	};
}

/** It has no rows: its events come one by one. */
const eventLayer = (layer: EventLayer): RuleLayer => ({
	get declaration() {
		return layer.entry.declaration;
	},
	statuses: [],
	newestAt: undefined,
	rows: NO_ROWS,
	metricAt: () => undefined,
	entity: () => undefined
});

const declarationOfSampled = ({ id, origin, staleAfter }: SampledLayer): LayerDeclaration =>
	layerDeclaration.parse({ id, origin, moves: true, staleAfter: staleAfter / 1000 });

const NO_ROWS: RuleLayer['rows'] = {
	present: new Uint8Array(0),
	ts: new Float64Array(0),
	lon: new Int32Array(0),
	lat: new Int32Array(0),
	status: new Uint8Array(0),
	quality: new Uint8Array(0),
	metrics: []
};
