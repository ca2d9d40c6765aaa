import type { CityLayer } from '#lib/layers/layer.ts';
import type { Dataset } from '#lib/model/city.ts';
import type { ChartsDesk } from '../charts/charts-desk.svelte.ts';
import type { LinkedCharts } from '../charts/linked-charts.svelte.ts';
import type { CitySession } from '../map/session.svelte.ts';
import { BUILDINGS_LAYER, type Recolouring } from '../map/recolouring.svelte.ts';
import { classesSql } from './classes-sql.ts';
import { GroupRows } from './group-rows.svelte.ts';
import { LiveRows } from './live-rows.svelte.ts';
import type { RowSource } from './row-source.ts';
import { tableOf } from './table-columns.ts';
import { TableRows } from './table-rows.svelte.ts';

/** What stands before the city's points: what there is most of. */
const FIRST: readonly Dataset['kind'][] = ['buildings', 'areas', 'roads'];

/** Everything that the table can show the rows of. */
export class RowSources {
	/** Of link groups, A first. */
	readonly linked: readonly RowSource[] = $derived.by(() =>
		this.#desk.groups.map((group) => this.#of(group, () => new GroupRows(this.#session, group)))
	);
	/** Of datasets that have no charts. */
	readonly city: readonly RowSource[] = $derived.by(() => {
		const linked = new Set(this.linked.map(({ id }) => id));
		const { datasets } = this.#session;
		const of = (wanted: (kind: Dataset['kind']) => boolean) => datasets.filter(({ kind }) => wanted(kind));
		const ordered = [
			...FIRST.flatMap((kind) => of((one) => one === kind)),
			...of((kind) => !FIRST.includes(kind))
		];
		return ordered.flatMap((dataset) => {
			const table = tableOf(dataset);
			if (!table || linked.has(dataset.id)) return [];
			const held = dataset.kind === 'buildings' ? () => this.#classes : () => '';
			return [this.#of(dataset, () => new TableRows(this.#session, dataset, table, held))];
		});
	});
	/** Of live layers of state: what there is now. */
	readonly live: readonly RowSource[] = $derived.by(() => {
		const there = new Set(JSON.parse(this.#streams) as string[]); // written just below
		return this.#session.layers.flatMap((layer) => {
			const { stream } = layer;
			if (stream === undefined || !there.has(stream)) return [];
			return [this.#of(layer, () => new LiveRows(this.#session, layer, stream))];
		});
	});
	/** As text, so that what hangs on it hears of others only. */
	readonly #streams: string = $derived.by(() => {
		const layers = this.#session.live?.layers ?? [];
		return JSON.stringify(layers.filter(({ cls }) => cls === 'state').map(({ layer }) => layer));
	});
	/** The condition that holds for buildings of the classes that are drawn. */
	readonly #classes: string = $derived.by(() => {
		const { recolour, styles } = this.#session.view.spec;
		const { legend } = this.#recolouring;
		if (recolour?.kind !== 'column' || !legend) return '';
		return classesSql(legend, recolour.column, styles[BUILDINGS_LAYER]?.only);
	});
	readonly #session: CitySession;
	readonly #desk: ChartsDesk;
	readonly #recolouring: Pick<Recolouring, 'legend'>;
	readonly #made = new WeakMap<LinkedCharts | Dataset | CityLayer, RowSource>();

	constructor(session: CitySession, desk: ChartsDesk, recolouring: Pick<Recolouring, 'legend'>) {
		this.#session = session;
		this.#desk = desk;
		this.#recolouring = recolouring;
	}

	/** The source of this id; without one the front link group's, or where nothing can have charts the first of the others. */
	choose(id: string | undefined): RowSource | undefined {
		const { linked, city, live } = this;
		const all = [...linked, ...city, ...live];
		const others = this.#desk.datasets.length === 0 ? [...city, ...live] : [];
		return all.find((source) => source.id === id) ?? linked[0] ?? others[0];
	}

	#of(key: LinkedCharts | Dataset | CityLayer, make: () => RowSource): RowSource {
		const source = this.#made.get(key) ?? make();
		this.#made.set(key, source);
		return source;
	}
}
