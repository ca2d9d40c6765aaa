import type { DatasetColumn } from '#lib/model/city.ts';
import type { RowOrder } from '#lib/model/entity-rows.ts';
import type { AppError } from '#lib/model/errors.ts';
import { locale } from '#lib/state/locale.svelte.ts';
import { streamOf } from '../charts/chart-choice.ts';
import type { LinkedCharts } from '../charts/linked-charts.svelte.ts';
import type { CitySession } from '../map/session.svelte.ts';
import type { RowKey, RowPlace, RowQuestion, RowSource } from './row-source.ts';
import { thingsOf, type RowThings } from './row-things.ts';
import { SameQuestion } from './same-question.ts';
import { numbersOf, sqlQuestion } from './sql-question.ts';
import { columnsOf, shownAtFirst } from './twin-columns.ts';
import { whereOf, type TwinQuery } from './twin-sql.ts';

const NEWEST_FIRST: RowOrder = { column: 't', descending: true };
const PLACE_ZOOM = 17;
/** Past so many rows the table waits for the end of a brush: the map's rows come first. */
const MOST_WHILE_BRUSHING = 100_000;

/** Rows of a link group, inside its filters. */
export class GroupRows implements RowSource {
	readonly columns: readonly DatasetColumn[];
	readonly #session: CitySession;
	readonly #group: LinkedCharts;
	readonly #things: RowThings;
	readonly #table: Pick<TwinQuery, 'table' | 'key' | 'isKeyUnique'>;
	readonly #questions: SameQuestion<TwinQuery>;

	constructor(session: CitySession, group: LinkedCharts) {
		const { dataset } = group;
		const isLive = streamOf(dataset) !== undefined;
		this.#session = session;
		this.#group = group;
		this.#things = thingsOf(session, dataset);
		this.columns = columnsOf(dataset);
		this.#table = {
			table: dataset.id.replaceAll('-', '_'),
			key: isLive ? 'entity' : 'row',
			isKeyUnique: !isLive
		};
		this.#questions = new SameQuestion((query) => sqlQuestion(session.analytics, dataset.id, query));
	}

	get id(): string {
		return this.#group.dataset.id;
	}
	get title(): string {
		return this.#group.dataset.title[locale.nameKey];
	}
	get state(): RowSource['state'] {
		return this.#group.state;
	}
	get error(): AppError | undefined {
		return this.#group.error;
	}
	get atFirst(): readonly string[] {
		return shownAtFirst(this.columns, locale.nameKey);
	}
	get count(): number {
		return this.#group.now.selected;
	}
	get all(): number {
		return this.#group.rows;
	}
	get waits(): boolean {
		return this.#group.brushing && this.#group.rows > MOST_WHILE_BRUSHING;
	}
	get layer(): string | undefined {
		return this.#things.layer;
	}

	question(columns: readonly string[], asked: RowOrder | undefined): RowQuestion {
		const order = asked ?? (this.#table.isKeyUnique ? undefined : NEWEST_FIRST);
		const { revision, layouts, filters } = this.#group;
		const where = whereOf(layouts, filters);
		return this.#questions.of({ ...this.#table, revision, columns, where, ...(order && { order }) });
	}
	/** Charts keep their groups open. */
	open(): () => void {
		return () => undefined;
	}
	retry(): void {
		if (this.#group.state === 'failed') void this.#group.retry();
	}
	keyOfSelected(): Promise<RowKey | undefined> {
		return this.#things.keyOfSelected();
	}
	select(key: RowKey): Promise<void> {
		return this.#things.select(key);
	}
	async placeOf(key: RowKey): Promise<RowPlace | undefined> {
		const said = await numbersOf(this.#session.analytics, this.#table, key, ['lng', 'lat']);
		return said && { lng: said[0]!, lat: said[1]!, zoom: PLACE_ZOOM };
	}
}
