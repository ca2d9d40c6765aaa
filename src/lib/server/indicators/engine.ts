import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { AppError } from '#lib/model/errors.ts';
import { notFound } from '#lib/model/said-error.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { formulaResult, MOST_FUNCTION_ROWS } from './formula-result.ts';
import { inputsByAreaSql, inputsOf, inputsSql, NO_INPUTS } from './inputs.ts';
import { bare, Session } from './session.ts';
import { Tables, type Versions } from './tables.ts';
import type {
	Answers,
	Computed,
	FormulaResult,
	IndicatorSql,
	Inputs,
	Job,
	LayerRows,
	Plan,
	ThreadOptions
} from './thread-messages.ts';

/** What a number was made from. */
interface Snapshot {
	readonly at: EpochMs;
	readonly versions: Versions;
}

/** More areas than this are not made one by one. */
const MOST_AREAS = 100;

const INTERRUPT_EVERY_MS = 50;

/** Computes indicators in a DuckDB of its own, in memory; one question at a time. */
export class IndicatorEngine {
	readonly #instance: DuckDBInstance;
	readonly #connection: DuckDBConnection;
	readonly #tables: Tables;
	readonly #options: Pick<ThreadOptions, 'sqlTime'>;
	readonly #indicators = new Map<string, IndicatorSql & { readonly tables: readonly string[] }>();
	readonly #sessions = new Map<string, Session>();
	readonly #computed = new Map<string, Snapshot>();
	/** Of the values that stand. */
	readonly #standing = new Map<string, Snapshot>();

	#aborted = false;
	#interrupting: ReturnType<typeof setInterval> | undefined;

	private constructor(
		instance: DuckDBInstance,
		connection: DuckDBConnection,
		tables: Tables,
		options: Pick<ThreadOptions, 'sqlTime'>
	) {
		this.#instance = instance;
		this.#connection = connection;
		this.#tables = tables;
		this.#options = options;
	}

	/** SQL reaches no file, no network and no setting. */
	static async open(options: Omit<ThreadOptions, 'dir'>): Promise<IndicatorEngine> {
		const instance = await DuckDBInstance.create(':memory:', {
			threads: '1',
			memory_limit: `${options.memoryMb}MB`,
			temp_directory: '',
			enable_external_access: 'false',
			autoinstall_known_extensions: 'false',
			autoload_known_extensions: 'false',
			lock_configuration: 'true'
		});
		const connection = await instance.connect();
		const tables = await Tables.open(connection, options.packDir, options.datasets);
		return new IndicatorEngine(instance, connection, tables, options);
	}

	putLayer(rows: LayerRows): Promise<void> {
		return this.#tables.putLayer(rows);
	}

	/** These are the indicators from now on. Layers must be put anew. */
	async plan(indicators: readonly IndicatorSql[]): Promise<readonly Plan[]> {
		for (const session of this.#sessions.values()) session.close();
		this.#sessions.clear();
		const before = new Map(this.#indicators);
		this.#indicators.clear();
		const plans = indicators.map((indicator): Plan => {
			const { key, formula, drill, drillOf } = indicator;
			try {
				const named = [formula, drill].flatMap((sql) => this.#connection.getTableNames(sql, false));
				const tables = [...new Set([...named, drillOf])].sort();
				this.#indicators.set(key, { ...indicator, tables });
				return { key, tables };
			} catch (cause) {
				return { key, tables: [], failure: AppError.from(cause).message.split('\n')[0]! };
			}
		});
		for (const key of this.#standing.keys())
			if (JSON.stringify(this.#indicators.get(key)) !== JSON.stringify(before.get(key)))
				this.#standing.delete(key);
		this.#computed.clear();
		await this.#tables.placeBy(indicators.flatMap(({ areas }) => areas ?? []));
		return plans;
	}

	/** Each fails alone; after `abort` all that are left do. */
	async compute(at: EpochMs, jobs: readonly Job[]): Promise<readonly Computed[]> {
		const all: Computed[] = [];
		for (const { key, byArea } of jobs)
			try {
				if (this.#aborted) throw new AppError('ABORTED', { message: 'The server is being stopped.' });
				all.push(await this.#compute(key, at, byArea));
			} catch (cause) {
				all.push({ kind: 'failed', key, failure: AppError.from(cause).message });
			}
		return all;
	}

	/** Computes nothing more, and gives up what it is at. */
	abort(): void {
		this.#aborted = true;
		const interrupt = () => {
			for (const session of this.#sessions.values()) session.interrupt();
		};
		interrupt();
		// A statement that is about to begin forgets what came before it.
		this.#interrupting ??= setInterval(interrupt, INTERRUPT_EVERY_MS);
	}

	/** The numbers last computed of these stand from now on: the rows behind them are held. */
	async stand(keys: Iterable<string>): Promise<void> {
		for (const key of keys) {
			const computed = this.#computed.get(key);
			if (computed) this.#standing.set(key, computed);
		}
		await this.#tables.dropExcept([...this.#standing.values()].map(({ versions }) => versions));
	}

	/** The rows behind the number that stands. Throws NOT_FOUND when they are not held. */
	async entities(key: string, limit: number): Promise<Answers['entities']> {
		const indicator = this.#indicators.get(key);
		const snapshot = this.#standing.get(key);
		if (!indicator || !snapshot)
			throw notFound({
				zh: `${key} 背后的数据行已不再保留：下一次取值时会有。`,
				en: `The rows behind ${key} are not held any more: they are again with its next value.`
			});
		// Tables of the pack never change, but may have been forgotten.
		await this.#tables.newest(indicator.tables);
		const session = await this.#open(indicator, undefined);
		try {
			await session.bind(snapshot.versions, snapshot.at);
			const { columns, rows } = await session.read(indicator.drill, limit);
			const count = await session.read(`SELECT count(*) FROM (${bare(indicator.drill)}\n)`, 1);
			return { at: snapshot.at, columns, rows, total: Number(count.rows[0]![0]) };
		} finally {
			session.close();
		}
	}

	close(): void {
		clearInterval(this.#interrupting);
		for (const session of this.#sessions.values()) session.close();
		this.#connection.closeSync();
		this.#instance.closeSync();
	}

	async #compute(key: string, at: EpochMs, byArea: boolean): Promise<Computed> {
		const indicator = this.#indicators.get(key);
		if (!indicator) throw notFound({ zh: `没有指标 ${key}。`, en: `There is no indicator ${key}.` });
		const { areas, drillOf } = indicator;
		const session = await this.#session(indicator);
		const versions = await this.#tables.newest(indicator.tables);
		await session.bind(versions, at);
		const isLive = this.#tables.isLive(drillOf);
		const result = await this.#formula(session, indicator);
		const inputs = await this.#inputs(session, indicator, isLive);
		this.#computed.set(key, { at, versions });
		const names = areas === undefined || !byArea ? [] : (this.#tables.areas(areas)?.names ?? []);
		if (areas === undefined || names.length === 0) return { kind: 'computed', key, result, inputs };
		await session.bindAreas(drillOf, versions.get(drillOf)!, areas); // among its tables
		const byName = await this.#byArea(session, indicator, names.slice(0, MOST_AREAS), isLive);
		return { kind: 'computed', key, result, inputs, areas: byName };
	}

	async #byArea(session: Session, indicator: IndicatorSql, names: readonly string[], isLive: boolean) {
		const counted = await session.read(inputsByAreaSql(indicator, isLive), MOST_AREAS + 1);
		const inputs = new Map(counted.rows.map(([area, ...row]) => [area, inputsOf(row)]));
		const all: { area: string; result: FormulaResult; inputs: typeof NO_INPUTS }[] = [];
		try {
			for (const name of names) {
				await session.look(name);
				const result = await this.#formula(session, indicator);
				all.push({ area: name, result, inputs: inputs.get(name) ?? NO_INPUTS });
			}
		} finally {
			await session.look(undefined);
		}
		return all;
	}

	async #inputs(session: Session, indicator: IndicatorSql, isLive: boolean): Promise<Inputs> {
		try {
			return inputsOf((await session.read(inputsSql(indicator, isLive), 1)).rows[0]!);
		} catch (cause) {
			const message = `The rows behind it: ${AppError.from(cause).message}`;
			throw new AppError('QUERY_FAILED', { message }, { cause });
		}
	}

	async #formula(session: Session, { formula, isFunction }: IndicatorSql): Promise<FormulaResult> {
		return formulaResult(await session.read(formula, isFunction ? MOST_FUNCTION_ROWS + 1 : 2), isFunction);
	}

	/** Indicators that see the same share a connection and its views. */
	async #session(indicator: IndicatorSql): Promise<Session> {
		const key = `${indicator.theme} ${indicator.areas ?? ''}`;
		let session = this.#sessions.get(key);
		if (!session) this.#sessions.set(key, (session = await this.#open(indicator, indicator.areas)));
		return session;
	}

	#open({ districts }: IndicatorSql, areas: string | undefined): Promise<Session> {
		const sight = { ...(districts && { districts }), ...(areas !== undefined && { areas }) };
		return Session.open(this.#instance, this.#tables, sight, this.#options.sqlTime);
	}
}
