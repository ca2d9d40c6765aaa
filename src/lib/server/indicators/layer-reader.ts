import { isStale, staleAfterMs, type LayerDeclaration, type LiveEntity } from '#lib/model/live-layer.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { FIRST_STATUSES, NULLS, QUALITY } from '#lib/model/wire/fields.ts';
import { EventLayer } from '#lib/server/hub/event-layer.ts';
import type { Hub } from '#lib/server/hub/hub.ts';
import { LoggedLayer } from '#lib/server/hub/logged-layer.ts';
import { SampledLayer } from '#lib/server/hub/sampled-layer.ts';
import type { ReplaySource } from '#lib/server/sources/replay-source.ts';
import { DayOfEvents } from './day-of-events.ts';
import type { LayerRows } from './thread-messages.ts';

/** What was read of a layer last. */
interface Known {
	mark: string;
	/** Names as they were sent, by dictionary row. */
	readonly names: LiveEntity[];
	/** Of a layer that is a function of time: asked without disturbing the hub's. */
	readonly fork?: ReplaySource;
	/** Of a layer of events. */
	readonly events?: DayOfEvents;
}

/** Reads live layers out of the hub as rows for SQL, each only when it is another one than when it was read last. */
export class LayerReader {
	readonly #hub: Hub;
	readonly #known = new Map<string, Known>();
	#version = 0;

	constructor(hub: Hub) {
		this.#hub = hub;
	}

	/** Says what a layer is now: another word with any change of it, undefined when there is no such layer. */
	markOf(id: string): string | undefined {
		const layer = this.#hub.layers.get(id);
		if (!layer) return undefined;
		if (layer instanceof EventLayer) return `events ${layer.told} ${layer.entry.version}`;
		if (layer instanceof LoggedLayer) return `logged ${layer.rev} ${layer.entry.version}`;
		return `sampled ${layer.rev}`;
	}

	/** The layer's rows; undefined when they are as they were read last, or when there is neither layer nor declaration. */
	read(id: string, declared: LayerDeclaration | undefined, now: EpochMs): LayerRows | undefined {
		const layer = this.#hub.layers.get(id);
		const mark = this.markOf(id) ?? (declared && 'declared');
		let known = this.#known.get(id);
		if (mark === undefined || (known?.mark === mark && !known.events?.isOver(now))) return undefined;
		if (!known || known.mark.split(' ')[0] !== mark.split(' ')[0])
			this.#known.set(
				id,
				(known = {
					mark,
					names: [],
					...(layer instanceof SampledLayer && { fork: layer.source.fork() }),
					...(layer instanceof EventLayer && { events: new DayOfEvents() })
				})
			);
		known.mark = mark;
		const version = ++this.#version;
		if (layer instanceof LoggedLayer) return { version, ...loggedRows(layer, known.names, now) };
		if (layer instanceof EventLayer) return { version, ...known.events!.rows(layer, now) };
		if (layer) return { version, ...sampledRows(layer, known.fork!, known.names, now) };
		return { version, ...noRows(declared!) };
	}

	/** Everything is read anew. */
	forget(): void {
		this.#known.clear();
	}
}

function loggedRows({ entry, state, entities }: LoggedLayer, names: LiveEntity[], now: EpochMs) {
	const { declaration, statuses } = entry;
	const limit = staleAfterMs(declaration);
	const idx = new Uint32Array(state.size);
	let count = 0;
	for (let row = 0; row < state.capacity; row++) if (state.present[row]) idx[count++] = row;
	const taken = (values: { readonly [row: number]: number }, scale: number, none: number) =>
		Float64Array.from(idx, (row) => (values[row] === none ? NaN : values[row]! / scale));
	const metrics = declaration.metrics.map(({ name }, metric) => ({
		name,
		values: Float32Array.from(idx, (row) => state.metrics[metric]?.[row] ?? NaN)
	}));
	const moving = declaration.moves
		? [
				{ name: 'speed', values: taken(state.speed, 100, NULLS.u16) },
				{ name: 'heading', values: taken(state.heading, 100, NULLS.u16) }
			].filter(({ name }) => !declaration.metrics.some((metric) => metric.name === name))
		: [];
	return {
		layer: declaration.id,
		count,
		idx,
		names: newNames(idx, names, (row) => entities[row]),
		stale: Uint8Array.from(idx, (row) => (isStale(state.ts[row]!, now, limit) ? QUALITY.stale : 0)),
		numbers: [
			{ name: 'lng', values: taken(state.lon, 1e7, NULLS.i32) },
			{ name: 'lat', values: taken(state.lat, 1e7, NULLS.i32) },
			{ name: 'at', values: Float64Array.from(idx, (row) => state.ts[row]!) },
			...metrics,
			...moving
		],
		texts: [{ name: 'status', codes: Uint8Array.from(idx, (row) => state.status[row]!), words: statuses }]
	};
}

function sampledRows(layer: SampledLayer, source: ReplaySource, names: LiveEntity[], now: EpochMs) {
	const sample = source.sample(now);
	const { count } = sample;
	const idx = sample.idx.slice(0, count);
	const taken = (values: { readonly [row: number]: number }, scale: number) =>
		Float64Array.from({ length: count }, (_, row) => values[row]! / scale);
	return {
		layer: layer.id,
		count,
		idx,
		names: newNames(idx, names, (row) => source.entity(row)),
		stale: new Uint8Array(count),
		numbers: [
			{ name: 'lng', values: taken(sample.lon, 1e7) },
			{ name: 'lat', values: taken(sample.lat, 1e7) },
			{ name: 'at', values: new Float64Array(count).fill(now) },
			{ name: 'speed', values: taken(sample.speed, 100) },
			{ name: 'heading', values: taken(sample.heading, 100) }
		],
		texts: [{ name: 'status', codes: sample.status.slice(0, count), words: FIRST_STATUSES }]
	};
}

/** A layer that a theme declares and nobody has spoken on yet. */
function noRows({ id, metrics }: LayerDeclaration) {
	const none = new Float64Array(0);
	const names = ['lng', 'lat', 'at', ...metrics.map(({ name }) => name)];
	return {
		layer: id,
		count: 0,
		idx: new Uint32Array(0),
		names: [],
		stale: new Uint8Array(0),
		numbers: names.map((name) => ({ name, values: none })),
		texts: [{ name: 'status', codes: new Uint8Array(0), words: [] }]
	};
}

/** Names that were not sent, or were others; remembers them as sent. */
function newNames(idx: Uint32Array, sent: LiveEntity[], entity: (row: number) => LiveEntity | undefined) {
	const names: { idx: number; id: string; title: string }[] = [];
	for (const row of idx) {
		const now = entity(row);
		if (!now || sent[row] === now) continue;
		if (sent[row]?.urn !== now.urn || sent[row].title !== now.title)
			names.push({ idx: row, id: now.urn, title: now.title });
		sent[row] = now;
	}
	return names;
}
