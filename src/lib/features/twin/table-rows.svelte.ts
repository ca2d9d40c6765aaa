import type { Dataset, DatasetColumn } from '#lib/model/city.ts';
import type { RowOrder } from '#lib/model/entity-rows.ts';
import { AppError } from '#lib/model/errors.ts';
import { locale } from '#lib/state/locale.svelte.ts';
import type { CitySession } from '../map/session.svelte.ts';
import { zoomOfSize } from './zoom-of-size.ts';
import type { RowKey, RowPlace, RowQuestion, RowSource } from './row-source.ts';
import { thingsOf, type RowThings } from './row-things.ts';
import { SameQuestion } from './same-question.ts';
import { numbersOf, sqlQuestion } from './sql-question.ts';
import { tableColumns, type CityTable } from './table-columns.ts';
import { shownAtFirst } from './twin-columns.ts';
import type { TwinQuery } from './twin-sql.ts';

const PLACE_ZOOM = 17;

/** Rows of a dataset that has no charts, those that the map's classes leave. */
export class TableRows implements RowSource {
	state = $state<RowSource['state']>('loading');
	error = $state.raw<AppError | undefined>();
	columns = $state.raw<readonly DatasetColumn[]>([]);
	count = $state(0);
	all = $state(0);
	readonly waits = false;
	readonly #session: CitySession;
	readonly #dataset: Dataset;
	readonly #table: CityTable;
	readonly #things: RowThings;
	readonly #questions: SameQuestion<TwinQuery>;
	/** The condition that rows are held to on the map; empty: none. */
	readonly #held: () => string;
	/** The one that `count` is of. */
	#where = $state('');
	#wanted: string | undefined;

	constructor(session: CitySession, dataset: Dataset, table: CityTable, held: () => string) {
		this.#held = held;
		this.#session = session;
		this.#dataset = dataset;
		this.#table = table;
		this.#things = thingsOf(session, dataset);
		this.#questions = new SameQuestion((query) => sqlQuestion(session.analytics, dataset.id, query));
	}

	get id(): string {
		return this.#dataset.id;
	}
	get title(): string {
		return this.#dataset.title[locale.nameKey];
	}
	get atFirst(): readonly string[] {
		return shownAtFirst(this.columns, locale.nameKey, this.#table.seldom);
	}
	get layer(): string | undefined {
		return this.#things.layer;
	}

	question(columns: readonly string[], order: RowOrder | undefined): RowQuestion {
		return this.#questions.of({
			...this.#known,
			revision: 0,
			columns,
			where: this.#where,
			...(order && { order })
		});
	}
	open(): () => void {
		// Whoever keeps it open hears here that the map holds other rows.
		const held = this.#held();
		if (held !== this.#wanted) void this.#load(held);
		return () => undefined;
	}
	retry(): void {
		if (this.state !== 'failed') return;
		this.state = 'loading';
		this.error = undefined;
		void this.#load(this.#held());
	}
	keyOfSelected(): Promise<RowKey | undefined> {
		return this.#things.keyOfSelected();
	}
	select(key: RowKey): Promise<void> {
		return this.#things.select(key);
	}
	async placeOf(key: RowKey): Promise<RowPlace | undefined> {
		const { size } = this.#table;
		const columns = ['lng', 'lat', ...(size === undefined ? [] : [size])];
		const said = await numbersOf(this.#session.analytics, this.#known, key, columns);
		if (!said) return undefined;
		const [lng, lat, squareMetres] = said as [number, number, number?]; // as many as were asked for
		return { lng, lat, zoom: squareMetres === undefined ? PLACE_ZOOM : zoomOfSize(squareMetres, lat) };
	}

	get #known(): Pick<TwinQuery, 'table' | 'key' | 'isKeyUnique'> {
		const { table, key } = this.#table;
		return { table, key, isKeyUnique: true };
	}

	async #load(where: string): Promise<void> {
		this.#wanted = where;
		try {
			const analytics = await this.#session.analytics();
			const { table } = this.#table;
			await analytics.load(this.#dataset.id);
			const info = (await analytics.tables()).find(({ name }) => name === table);
			const all = info?.rows ?? 0;
			const count = where === '' ? all : await this.#countWhere(where);
			if (this.#wanted !== where) return; // another one comes
			if (this.columns.length === 0)
				this.columns = tableColumns(this.#dataset, this.#table, info?.columns ?? []);
			this.all = all;
			this.count = count;
			this.#where = where;
			this.error = undefined;
			this.state = 'ready';
		} catch (thrown) {
			if (this.#wanted !== where) return;
			this.error = AppError.from(thrown);
			this.state = 'failed';
		}
	}

	async #countWhere(where: string): Promise<number> {
		const counted = await (
			await this.#session.analytics()
		).sql(`SELECT count(*) FROM "${this.#table.table}" WHERE ${where}`);
		return Number(counted.columns[0]?.values[0]);
	}
}
